"""Tests of the importer of fees."""
