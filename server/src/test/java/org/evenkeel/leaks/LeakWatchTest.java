package org.evenkeel.leaks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

import java.util.List;

/** The watch itself: a lost buffer fails the class that lost it, a released one fails nothing. */
class LeakWatchTest {

    /** Not found by the build (a nested class without {@code @Nested}); run by the tests below only. */
    static class LosesABuffer {

        @Test
        void passesButForgetsItsBuffer() {
            ByteBuf buffer = ByteBufAllocator.DEFAULT.directBuffer(64);
            buffer.writeByte(1);
            assertThat(buffer.refCnt()).isOne();
        }
    }

    /** The same with a release. */
    static class ReleasesItsBuffer {

        @Test
        void passesAndReleasesItsBuffer() {
            ByteBuf buffer = ByteBufAllocator.DEFAULT.directBuffer(64);
            buffer.writeByte(1);
            assertThat(buffer.release()).isTrue();
        }
    }

    @Test
    void aLostBufferFailsTheClassThatLostIt() {
        TestExecutionSummary summary = run(LosesABuffer.class);

        assertThat(summary.getTestsSucceededCount()).isOne();
        assertThat(failuresOf(summary)).singleElement().isInstanceOf(LeakWatchExtension.BufferLeak.class);
        assertThat(failuresOf(summary).getFirst()).hasMessageContaining("passesButForgetsItsBuffer");
    }

    @Test
    void aReleasedBufferFailsNothing() {
        TestExecutionSummary summary = run(ReleasesItsBuffer.class);

        assertThat(summary.getTestsSucceededCount()).isOne();
        assertThat(failuresOf(summary)).isEmpty();
    }

    private static List<Throwable> failuresOf(TestExecutionSummary summary) {
        return summary.getFailures().stream().map(TestExecutionSummary.Failure::getException).toList();
    }

    private static TestExecutionSummary run(Class<?> tests) {
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request().selectors(selectClass(tests)).build();
        var summary = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, summary);
        return summary.getSummary();
    }
}
