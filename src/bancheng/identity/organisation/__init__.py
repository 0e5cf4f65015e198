"""单位统一身份 (OpenID Connect): signing in by the service an organisation has for its people."""
