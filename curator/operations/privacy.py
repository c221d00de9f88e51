"""Operations that remove or coarsen personal data."""
