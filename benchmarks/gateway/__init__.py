"""What the plugin costs in a gateway: `make bench-gateway`."""
