"""Before the fee page goes away: who depends on it, and what takes its place."""
