"""四性检测: a package checked with itself and a public key alone, no database."""
