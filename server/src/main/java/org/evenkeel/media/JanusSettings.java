package org.evenkeel.media;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What a Janus of ours is told: the text of its files. Nothing in them lets it record, write outside its folder, or
 * listen anywhere but on loopback; media goes over one address only.
 *
 * @param media the address of media
 * @param ports of media, UDP
 * @param api loopback port of the API
 * @param admin loopback port of the admin API
 */
record JanusSettings(String media, PortRange ports, int api, int admin) {

    static final String HOST = "127.0.0.1";
    static final String MAIN_FILE = "janus.jcfg";

    /**
     * Errors only. A warning about a candidate quotes it, and with it a participant's address; the level above would
     * tell of each session, handle and connection.
     */
    private static final int LOG_ERRORS = 2;

    /** The files by name, as they lie in the folder of configurations. */
    SequencedMap<String, String> files(Path folder, JanusSecrets secrets) {
        var files = new LinkedHashMap<String, String>();
        files.put(MAIN_FILE, main(folder, secrets));
        files.put("janus.transport.websockets.jcfg", webSockets());
        files.put("janus.plugin.videoroom.jcfg", videoRoom(secrets));
        return files;
    }

    private String main(Path folder, JanusSecrets secrets) {
        return """
        # Written by Evenkeel; changes are lost.
        general: {
          configs_folder = %s
          plugins_folder = %s
          transports_folder = %s
          events_folder = %s
          loggers_folder = %s
          debug_level = %d
          debug_timestamps = true
          debug_colors = false
          server_name = "evenkeel"
          api_secret = "%s"
          admin_secret = "%s"
          session_timeout = 60
          reclaim_session_timeout = 45
          candidates_timeout = 45
          # whose handle it is comes back in each event
          opaqueid_in_api = true
          hide_dependencies = true
        }
        """
                        .formatted(
                                quoted(folder.resolve(JanusFolder.CONFIGURATIONS)),
                                quoted(folder.resolve(JanusFolder.PLUGINS)),
                                quoted(folder.resolve(JanusFolder.TRANSPORTS)),
                                quoted(folder.resolve(JanusFolder.EVENTS)),
                                quoted(folder.resolve(JanusFolder.LOGGERS)),
                                LOG_ERRORS,
                                secrets.api(),
                                secrets.admin())
                + """
                media: {
                  ipv6 = false
                  rtp_port_range = "%s"
                  no_media_timer = 1
                  slowlink_threshold = 4
                  twcc_period = 100
                }
                nat: {
                  nice_debug = false
                  # must be there: where it matches nothing, every interface is used
                  ice_enforce_list = "%s"
                  ignore_mdns = true
                  full_trickle = false
                  # without it a browser that died is never noticed
                  ice_keepalive_conncheck = true
                }
                plugins: {
                }
                transports: {
                }
                loggers: {
                }
                events: {
                  broadcast = false
                }
                """
                        .formatted(ports, media);
    }

    private String webSockets() {
        return """
        # Written by Evenkeel; changes are lost.
        general: {
          events = false
          json = "compact"
          pingpong_trigger = 10
          pingpong_timeout = 5
          ws = true
          ws_ip = "%1$s"
          ws_port = %2$d
          wss = false
        }
        admin: {
          admin_ws = true
          admin_ws_ip = "%1$s"
          admin_ws_port = %3$d
          admin_wss = false
        }
        """
                .formatted(HOST, api, admin);
    }

    private static String videoRoom(JanusSecrets secrets) {
        return """
        # Written by Evenkeel; changes are lost.
        general: {
          admin_key = "%s"
          # nothing is forwarded to elsewhere without the key
          lock_rtp_forward = true
          events = true
          string_ids = true
        }
        """
                .formatted(secrets.key());
    }

    private static String quoted(Path path) {
        return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Where it listens and what it wants to hear. */
    SfuAddress address(JanusSecrets secrets) {
        return address(api, admin, secrets);
    }

    /** The same, by the ports of the API and the admin API. */
    static SfuAddress address(int api, int admin, JanusSecrets secrets) {
        return new SfuAddress(
                loopback(api), Optional.of(loopback(admin)), secrets.api(), secrets.admin(), secrets.key());
    }

    private static URI loopback(int port) {
        return URI.create("ws://" + HOST + ":" + port);
    }

    /** The ports that both ends of the API use, in one line for the next start. */
    String apiPorts() {
        return api + " " + admin + "\n";
    }

    /** The same settings with the ports of an earlier start. */
    JanusSettings onPorts(List<Integer> apiAndAdmin) {
        return new JanusSettings(media, ports, apiAndAdmin.getFirst(), apiAndAdmin.getLast());
    }
}
