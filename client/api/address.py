"""Where the server is, unless somebody says otherwise."""

SERVER = "http://127.0.0.1:8000"
