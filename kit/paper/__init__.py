"""Files to keep or print, each whole and without a network: worksheets, run sheets, reports, slides."""
