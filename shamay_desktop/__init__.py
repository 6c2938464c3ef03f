"""Shamay Desktop: valuation reports for Israeli real-estate appraisers."""

__version__ = "0.1.0"
