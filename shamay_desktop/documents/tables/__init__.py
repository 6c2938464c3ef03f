"""Tables of foreign files: sheets, web tables, market data, tables of past reports."""
