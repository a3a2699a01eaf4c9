package org.evenkeel.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;

import jdk.management.VirtualThreadSchedulerMXBean;

import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/**
 * The Java machine and its process. A virtual thread that holds its carrier shows in the scheduler's own numbers: more
 * carriers than the parallelism, or a queue that stays. That costs nothing; a recording of each pinning would.
 */
record ProcessFigures(JvmGcMetrics gc) implements AutoCloseable {

    static ProcessFigures in(MeterRegistry registry) {
        var figures = new ProcessFigures(new JvmGcMetrics());
        figures.gc().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        var scheduler = ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
        carriers(registry, "parallelism", () -> scheduler.getParallelism());
        carriers(registry, "pool", () -> scheduler.getPoolSize());
        carriers(registry, "busy", () -> scheduler.getMountedVirtualThreadCount());
        Gauge.builder("jvm.threads.virtual.queued", () -> scheduler.getQueuedVirtualThreadCount())
                .description("Virtual threads that could run and wait for a carrier")
                .register(registry);
        return figures;
    }

    private static void carriers(MeterRegistry registry, String what, Supplier<Number> value) {
        Gauge.builder("jvm.threads.carrier", value)
                .description("Threads that carry virtual threads: how many should, are there, and are busy")
                .tag("what", what)
                .register(registry);
    }

    @Override
    public void close() {
        gc.close();
    }
}
