package org.evenkeel.media;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A peer that speaks the SFU's API and does odd things in odd orders on demand: what a real one does once a week. It
 * keeps no rooms; it answers as a VideoRoom would that has what it was asked for.
 */
final class ScriptedJanus implements AutoCloseable {

    static final String ANSWER = "v=0 answer";
    static final String OFFER = "v=0 offer";

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Channel server;
    private final AtomicLong ids = new AtomicLong(100);
    private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Oddity> oddities = new ConcurrentHashMap<>();
    private final Map<Long, String> opaque = new ConcurrentHashMap<>();
    private final Map<Long, Map<String, JsonNode>> sections = new ConcurrentHashMap<>();
    private final Map<Long, String> offered = new ConcurrentHashMap<>();
    private final Map<Long, String> feeds = new ConcurrentHashMap<>();
    private final Set<String> up = ConcurrentHashMap.newKeySet();
    private volatile boolean noWay;
    private volatile boolean roomless;
    private volatile boolean away;
    private volatile Optional<Channel> client = Optional.empty();

    /** What it does instead of answering, once or for good. */
    record Oddity(boolean once, Kind kind, int code) {

        /** How it misbehaves. */
        enum Kind {
            REFUSE,
            SILENT,
            EVENT_FIRST
        }
    }

    ScriptedJanus() {
        server =
                new ServerBootstrap()
                        .group(loop)
                        .channel(NioServerSocketChannel.class)
                        .childHandler(new Pipeline())
                        .bind(new InetSocketAddress("127.0.0.1", 0))
                        .syncUninterruptibly()
                        .channel();
    }

    SfuAddress address() {
        var uri = URI.create("ws://127.0.0.1:" + ((InetSocketAddress) server.localAddress()).getPort() + "/");
        return new SfuAddress(uri, Optional.of(uri), "api-secret", "admin-secret", "admin-key");
    }

    /** Refuses this request from now on. */
    void refuse(String what, int code) {
        oddities.put(what, new Oddity(false, Oddity.Kind.REFUSE, code));
    }

    void refuseOnce(String what, int code) {
        oddities.put(what, new Oddity(true, Oddity.Kind.REFUSE, code));
    }

    void silentOnce(String what) {
        oddities.put(what, new Oddity(true, Oddity.Kind.SILENT, 0));
    }

    void silent(String what) {
        oddities.put(what, new Oddity(false, Oddity.Kind.SILENT, 0));
    }

    /** Whether, from now on, new senders' packets find no way here. */
    void noWay(boolean none) {
        noWay = none;
    }

    /** Forgets its rooms, not its sessions: as when an operator destroyed them. The next one that is made is there. */
    void forgetRooms() {
        roomless = true;
    }

    /** Whether, from now on, nobody can connect. */
    void away(boolean now) {
        away = now;
    }

    void eventsFirst(String what) {
        oddities.put(what, new Oddity(false, Oddity.Kind.EVENT_FIRST, 0));
    }

    void behave() {
        oddities.clear();
    }

    /** Every request so far, oldest first: what it asks, then the body of a plugin's. */
    List<JsonNode> requests() {
        return List.copyOf(requests);
    }

    /** Names of the requests: the plugin's own where there is one. */
    List<String> names() {
        return requests.stream().map(ScriptedJanus::name).toList();
    }

    /** The handle whose opaque id begins so. */
    Optional<Long> handle(String beginning) {
        return opaque.entrySet().stream()
                .filter(entry -> entry.getValue().startsWith(beginning))
                .map(Map.Entry::getKey)
                .max(Long::compare);
    }

    /** Sends an event by itself. */
    void tell(ObjectNode event) {
        client.ifPresent(to -> to.writeAndFlush(new TextWebSocketFrame(event.toString())));
    }

    /** Cuts the connection as a crash does; a client may come again. */
    void cut() {
        client.ifPresent(to -> to.close().syncUninterruptibly());
    }

    private static String name(JsonNode request) {
        var what = request.path("janus").stringValue("");
        return what.equals("message") ? request.path("body").path("request").stringValue("") : what;
    }

    private void heard(Channel from, JsonNode request) {
        requests.add(request);
        if (request.path("jsep").path("type").stringValue("").equals("offer")) {
            offered.put(request.path("handle_id").longValue(), request.path("jsep").path("sdp").stringValue());
        }
        var name = name(request);
        var oddity = Optional.ofNullable(oddities.get(name));
        oddity.filter(Oddity::once).ifPresent(_ -> oddities.remove(name));
        switch (oddity.map(Oddity::kind).orElse(null)) {
            case SILENT -> {}
            case REFUSE -> refuse(from, request, oddity.get().code());
            case EVENT_FIRST -> {
                answer(from, request, name);
                from.writeAndFlush(frame(reply("ack", request)));
            }
            case null -> {
                if (isSlow(name)) {
                    from.writeAndFlush(frame(reply("ack", request)));
                }
                answer(from, request, name);
            }
        }
    }

    private static boolean isSlow(String name) {
        return List.of("join", "publish", "configure", "update", "start", "keepalive", "trickle").contains(name);
    }

    private void refuse(Channel to, JsonNode request, int code) {
        if (request.path("janus").stringValue("").equals("message")) {
            var event = reply("event", request);
            event.putObject("plugindata").putObject("data").put("videoroom", "event").put("error_code", code);
            to.writeAndFlush(frame(event));
        } else {
            var error = reply("error", request);
            error.putObject("error").put("code", code);
            to.writeAndFlush(frame(error));
        }
    }

    private void answer(Channel to, JsonNode request, String name) {
        switch (name) {
            case "create", "attach" -> identified(to, request, name);
            case "exists" -> {
                var success = reply("success", request);
                success.putObject("plugindata").putObject("data").put("videoroom", "success").put("exists", !roomless);
                to.writeAndFlush(frame(success));
            }
            case "keepalive", "trickle" -> {}
            case "join", "publish", "configure", "update", "start" -> event(to, request, name);
            case "list_handles" -> handles(to, request);
            case "handle_info" -> info(to, request);
            default -> to.writeAndFlush(frame(reply("success", request)));
        }
    }

    private void identified(Channel to, JsonNode request, String name) {
        var success = reply("success", request);
        if (request.path("janus").stringValue("").equals("message")) {
            roomless = false;
            success.putObject("plugindata").putObject("data").put("videoroom", "created");
        } else {
            long id = ids.incrementAndGet();
            success.putObject("data").put("id", id);
            if (name.equals("attach")) {
                opaque.put(id, request.path("opaque_id").stringValue(""));
            }
        }
        to.writeAndFlush(frame(success));
    }

    private boolean wantsWhatIsNotThere(JsonNode body) {
        var wanted = body.has("subscribe") ? body.path("subscribe") : body.path("streams");
        for (var each : wanted) {
            if (!up.contains(each.path("feed").stringValue(""))) {
                return true;
            }
        }
        return false;
    }

    private void comeUp(Channel to, JsonNode request) {
        long handle = request.path("handle_id").longValue();
        if (up.add(feeds.get(handle))) {
            to.writeAndFlush(
                    frame(
                            JanusJson.object()
                                    .put("janus", "webrtcup")
                                    .put("session_id", request.path("session_id").longValue())
                                    .put("sender", handle)));
        }
    }

    private void event(Channel to, JsonNode request, String name) {
        if (roomless && name.equals("join")) {
            refuse(to, request, JanusProblem.NO_SUCH_ROOM);
            return;
        }
        if ((name.equals("join") || name.equals("update")) && wantsWhatIsNotThere(request.path("body"))) {
            refuse(to, request, JanusProblem.NO_SUCH_FEED);
            return;
        }
        // Asked before the answer is out: a test may change it as soon as it has that.
        boolean isReachable = !noWay;
        var event = reply("event", request).put("sender", request.path("handle_id").longValue());
        var data = event.putObject("plugindata").putObject("data");
        var body = request.path("body");
        switch (name) {
            case "join" -> {
                if (body.path("ptype").stringValue("").equals("publisher")) {
                    feeds.put(request.path("handle_id").longValue(), body.path("id").stringValue());
                    data.put("videoroom", "joined").put("private_id", ids.incrementAndGet());
                } else {
                    received(data.put("videoroom", "attached"), request, body.path("streams"));
                    event.putObject("jsep").put("type", "offer").put("sdp", OFFER);
                }
            }
            case "publish", "configure" -> {
                sent(data.put("videoroom", "event").put("configured", "ok"), request.path("jsep").path("sdp"));
                event.putObject("jsep").put("type", body.has("restart") ? "offer" : "answer").put("sdp", ANSWER);
            }
            case "update" -> {
                received(data.put("videoroom", "updated"), request, body.path("subscribe"));
                event.putObject("jsep").put("type", "offer").put("sdp", OFFER);
            }
            default -> data.put("videoroom", "event").put("started", "ok");
        }
        to.writeAndFlush(frame(event));
        if (name.equals("publish") && isReachable) {
            comeUp(to, request);
        }
    }

    /** A stream for each section that sends, as a VideoRoom tells it. */
    private static void sent(ObjectNode data, JsonNode sdp) {
        var streams = data.putArray("streams");
        var sections = sdp.stringValue("").split("m=");
        for (int i = 1; i < sections.length; i++) {
            if (sections[i].contains("a=sendonly")) {
                var type = sections[i].substring(0, sections[i].indexOf(' '));
                streams.addObject().put("type", type).put("mindex", i - 1).put("mid", String.valueOf(i - 1));
            }
        }
    }

    private void received(ObjectNode data, JsonNode request, JsonNode more) {
        var mine = sections.computeIfAbsent(request.path("handle_id").longValue(), _ -> new ConcurrentSkipListMap<>());
        for (var gone : request.path("body").path("unsubscribe")) {
            mine.values().removeIf(gone::equals);
        }
        more.forEach(each -> mine.put(Long.toString(ids.incrementAndGet()), each));
        var streams = data.putArray("streams");
        mine.forEach(
                (mid, each) ->
                        streams.addObject()
                                .put("mid", mid)
                                .put("active", true)
                                .put("feed_id", each.path("feed").stringValue())
                                .put("feed_mid", each.path("mid").stringValue()));
    }

    private void handles(Channel to, JsonNode request) {
        var success = reply("success", request);
        var list = success.putArray("handles");
        opaque.keySet().forEach(list::add);
        to.writeAndFlush(frame(success));
    }

    private void info(Channel to, JsonNode request) {
        var success = reply("success", request);
        long handle = request.path("handle_id").longValue();
        var info = success.putObject("info").put("opaque_id", opaque.getOrDefault(handle, ""));
        info.putObject("sdps").put("remote", offered.getOrDefault(handle, ""));
        var plugin = info.putObject("plugin_specific").put("private_id", 7);
        if (info.path("opaque_id").stringValue("").startsWith("p|")) {
            sent(plugin, info.path("sdps").path("remote"));
        } else {
            plugin.put("answered", true);
        }
        to.writeAndFlush(frame(success));
    }

    private static ObjectNode reply(String what, JsonNode request) {
        var reply = JanusJson.object().put("janus", what);
        reply.put("transaction", request.path("transaction").stringValue(""));
        if (request.has("session_id")) {
            reply.put("session_id", request.path("session_id").longValue());
        }
        return reply;
    }

    private static TextWebSocketFrame frame(JsonNode message) {
        return new TextWebSocketFrame(message.toString());
    }

    @Override
    public void close() {
        server.close().syncUninterruptibly();
        loop.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Pipeline extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            if (away) {
                channel.close();
                return;
            }
            channel.pipeline()
                    .addLast(
                            new HttpServerCodec(),
                            new HttpObjectAggregator(1 << 16),
                            new WebSocketServerProtocolHandler(
                                    "/", "janus-protocol,janus-admin-protocol", true, 1 << 20),
                            new Requests());
        }
    }

    private final class Requests extends SimpleChannelInboundHandler<TextWebSocketFrame> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
            var request = JanusJson.read(frame.text());
            if (request.has("apisecret")) {
                client = Optional.of(context.channel());
            }
            heard(context.channel(), request);
        }
    }
}
