"""What the package promises beyond right answers."""
