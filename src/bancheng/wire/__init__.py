"""线路: what goes over the network to and from other systems: signed requests, the addresses that
may be called, and the letters that wait to go out."""
