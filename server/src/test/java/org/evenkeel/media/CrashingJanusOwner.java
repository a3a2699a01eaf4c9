package org.evenkeel.media;

import java.nio.file.Path;

/** A process that starts a Janus, says which, and waits to be killed. */
final class CrashingJanusOwner {

    private CrashingJanusOwner() {}

    /** Arguments: the folder, the address of media, its ports. Prints the child's process id. */
    public static void main(String[] arguments) throws Exception {
        ManagedJanus janus = ManagedJanus.start(Path.of(arguments[0]), arguments[1], PortRange.parse(arguments[2]));
        System.out.println(janus.pid());
        System.in.read();
    }
}
