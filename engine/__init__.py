"""The process engine of Passerelle, without a web."""
