"""Completing tasks on PostgreSQL: a server of its own, and clients in processes of their own."""
