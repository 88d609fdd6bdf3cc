"""What is shown, as data: HTML and Plotly figures; pure, with no widget and no journal."""
