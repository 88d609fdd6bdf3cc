"""What learners say: safe on disk, read as places, matches, votes and words, handed in and sent."""
