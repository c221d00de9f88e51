"""The desktop: widgets over the core. No data logic lives here."""
