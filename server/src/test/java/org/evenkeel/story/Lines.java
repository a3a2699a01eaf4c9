package org.evenkeel.story;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;

import org.slf4j.LoggerFactory;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Everything that is logged in this process from a moment on, as a clinic's server writes it. */
final class Lines implements AutoCloseable {

    private final Logger ours;
    private final Level before;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();

    private Lines(LoggerContext context) {
        ours = context.getLogger("org.evenkeel");
        before = ours.getLevel();
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%-5level %logger{0} %kvp %msg%n%ex");
        encoder.start();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setOutputStream(written);
        appender.start();
        ours.setLevel(Level.DEBUG);
        // Beside the console, which is for warnings.
        ours.setAdditive(false);
        ours.addAppender(appender);
    }

    static Lines fromDebugOn() {
        return new Lines((LoggerContext) LoggerFactory.getILoggerFactory());
    }

    String text() {
        return written.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        ours.detachAppender(appender);
        ours.setAdditive(true);
        ours.setLevel(before);
        appender.stop();
    }
}
