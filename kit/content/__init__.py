"""What teachers and adapters write, read and checked: the table, lessons, cases, facts, run sheets, notebooks."""
