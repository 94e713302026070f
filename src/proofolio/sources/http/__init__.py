"""What every source that asks over HTTP needs: one exchange, its limits, waits that were asked for."""
