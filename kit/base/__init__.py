"""What every room stands on and no lesson knows: errors, paths, files written whole, language, the environment."""
