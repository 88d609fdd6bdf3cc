"""*Question the table*: who wrote it, in whose words, and what it leaves out."""
