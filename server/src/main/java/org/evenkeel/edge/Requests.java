package org.evenkeel.edge;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

import org.evenkeel.wire.Protocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;

/** Decides what becomes of a request, from its first line and headers. Any thread. */
final class Requests {

    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);

    private final Edge edge;

    Requests(Edge edge) {
        this.edge = edge;
    }

    RequestPlan plan(Channel channel, HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return new RequestPlan.Refuse(problem(request.decoderResult().cause()).reply());
        }
        String address = ClientAddress.of(channel, request.headers(), edge.config().trustedProxies());
        if (!edge.requests().allow(address)) {
            return new RequestPlan.Refuse(HttpProblem.TOO_FAST.reply());
        }
        if (!request.uri().startsWith("/")) {
            return new RequestPlan.Refuse(HttpProblem.BAD_REQUEST.reply());
        }
        String path = path(request);
        if (path.equals(Protocol.PATH)) {
            return upgrade(request, address);
        }
        String method = request.method().equals(HttpMethod.HEAD) ? "GET" : request.method().name();
        if (edge.files().has(path)) {
            return method.equals("GET")
                    ? answer(edge.files().reply(path, request.headers()))
                    : wrong(StaticFiles.methods());
        }
        return route(method, path);
    }

    HttpCall call(Channel channel, HttpRequest request, RequestPlan.Run run, byte[] body) {
        boolean head = request.method().equals(HttpMethod.HEAD);
        return new HttpCall(
                head ? "GET" : request.method().name(),
                request.uri(),
                run.parameters(),
                request.headers(),
                body,
                ClientAddress.of(channel, request.headers(), edge.config().trustedProxies()),
                edge.config().secure());
    }

    /** The handler's answer, or the one for its refusal or defect. Virtual thread. */
    static HttpReply handle(HttpRouter.Route route, HttpCall call) {
        long begun = System.nanoTime();
        HttpReply reply = answered(route, call);
        // The pattern, never the path: a path names rooms and people.
        if (LOG.isDebugEnabled()) {
            LOG.atDebug()
                    .addKeyValue("event", "request-answered")
                    .addKeyValue("route", route.method() + " " + route.pattern())
                    .addKeyValue("status", reply.status())
                    .addKeyValue("micros", (System.nanoTime() - begun) / 1_000)
                    .log("a request was answered");
        }
        return reply;
    }

    private static HttpReply answered(HttpRouter.Route route, HttpCall call) {
        try {
            return route.handler().handle(call);
        } catch (HttpRefusal refusal) {
            return refusal.reply();
        } catch (RuntimeException | Error defect) {
            Defects.log(LOG, route.method() + " " + route.pattern(), defect);
            return HttpProblem.INTERNAL.reply();
        }
    }

    private RequestPlan route(String method, String path) {
        try {
            return switch (edge.router().find(method, path)) {
                case HttpRouter.Match.Found(HttpRouter.Route route, var parameters) ->
                        new RequestPlan.Run(
                                route,
                                parameters,
                                route.bodyBytes() > 0 ? route.bodyBytes() : edge.config().http().bodyBytes());
                case HttpRouter.Match.WrongMethod(List<String> allowed) -> wrong(allowed);
                case HttpRouter.Match.Nothing() -> answer(HttpProblem.NOT_FOUND.reply());
            };
        } catch (IllegalArgumentException e) {
            return new RequestPlan.Refuse(HttpProblem.BAD_REQUEST.reply());
        }
    }

    private RequestPlan upgrade(HttpRequest request, String address) {
        if (!request.method().equals(HttpMethod.GET)) {
            return wrong(List.of("GET"));
        }
        if (!edge.origins().permits(request.headers())) {
            return answer(HttpProblem.FOREIGN_ORIGIN.reply());
        }
        if (edge.draining().get()) {
            return answer(HttpProblem.UNAVAILABLE.reply());
        }
        return Upgrade.problem(request)
                .map(problem -> answer(problem.reply()))
                .orElseGet(
                        () ->
                                edge.upgrades().allow(address)
                                        ? new RequestPlan.Upgrade(address)
                                        : answer(HttpProblem.TOO_FAST.reply()));
    }

    private RequestPlan answer(HttpReply reply) {
        return new RequestPlan.Answer(reply, edge.config().http().bodyBytes());
    }

    private RequestPlan wrong(List<String> allowed) {
        return answer(HttpProblem.METHOD_NOT_ALLOWED.reply().with("Allow", String.join(", ", allowed)));
    }

    private static String path(HttpRequest request) {
        int query = request.uri().indexOf('?');
        return query < 0 ? request.uri() : request.uri().substring(0, query);
    }

    private static HttpProblem problem(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return HttpProblem.LINE_TOO_LONG;
        }
        return cause instanceof TooLongHttpHeaderException ? HttpProblem.HEADERS_TOO_LARGE : HttpProblem.BAD_REQUEST;
    }
}
