"""Four eyes: submission, approval, refusal, and their verification."""
