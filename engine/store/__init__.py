"""The database: tables, migrations, and how a case and a step become rows. No rule of the business.

Everything here works on one connection inside one transaction, which only `engine.executor` begins
and ends.
"""
