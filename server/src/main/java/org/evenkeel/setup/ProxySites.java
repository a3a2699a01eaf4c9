package org.evenkeel.setup;

/** What a proxy on this machine is told: to encrypt, and to hand everything to the server on loopback. */
final class ProxySites {

    private ProxySites() {}

    /**
     * @param internal whether Caddy's own authority signs, which no browser should be tied to
     */
    static String caddy(String host, boolean internal) {
        return """
        # Written by Evenkeel; changes are lost.
        %s {
        %s\treverse_proxy 127.0.0.1:%d
        }
        """
                .formatted(
                        host,
                        internal ? "\ttls internal\n" : "\theader Strict-Transport-Security max-age=31536000\n",
                        Places.SERVER_PORT);
    }

    /** No line of people's addresses is kept; and what a client says of its own address is not believed. */
    static String nginx(String host, Answers.Certificate certificate) {
        return """
        # Written by Evenkeel; changes are lost.
        map $http_upgrade $evenkeel_connection {
            default upgrade;
            ''      '';
        }
        server {
            listen 80;
            listen [::]:80;
            server_name %1$s;
            access_log off;
            return 301 https://%1$s$request_uri;
        }
        server {
            listen 443 ssl;
            listen [::]:443 ssl;
            server_name %1$s;
            access_log off;
            server_tokens off;
            ssl_certificate %2$s;
            ssl_certificate_key %3$s;
            ssl_protocols TLSv1.2 TLSv1.3;
            ssl_session_cache shared:evenkeel:1m;
            add_header Strict-Transport-Security max-age=31536000 always;
            location / {
                proxy_pass http://127.0.0.1:%4$d;
                proxy_http_version 1.1;
                proxy_set_header Host $http_host;
                proxy_set_header X-Forwarded-For $remote_addr;
                proxy_set_header Upgrade $http_upgrade;
                proxy_set_header Connection $evenkeel_connection;
                proxy_read_timeout 1h;
                proxy_send_timeout 1h;
                proxy_buffering off;
            }
        }
        """
                .formatted(host, certificate.chain(), certificate.key(), Places.SERVER_PORT);
    }
}
