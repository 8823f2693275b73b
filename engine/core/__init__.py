"""Pure: no input or output, no clock, no database. State in, step out."""
