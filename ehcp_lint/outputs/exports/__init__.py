"""Reports for other programs: JSON, SARIF, JUnit, CSV, an Excel workbook, and scores of loose items (docs/exports.md)."""
