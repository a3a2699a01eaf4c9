package org.evenkeel.node;

import org.evenkeel.setup.Answers;
import org.evenkeel.setup.Question;
import org.evenkeel.setup.Setup;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** From an installed package to a running service. */
@Command(
        name = "setup",
        header = "Sets this machine up and starts the services.",
        description = {
            "Asks what it must know, or reads it "
                    + "from a file, shows what is not as it should be, and makes it so: Redis, Janus, "
                    + "Caddy, the relay, the configuration, the first supervisor. Doing it again changes "
                    + "nothing that is right."
        },
        mixinStandardHelpOptions = true)
final class SetupCommand implements Callable<Integer> {

    @Option(names = "--answers", paramLabel = "FILE", description = "Reads the answers from a file and asks nothing.")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--template", description = "Prints a file of answers to fill in, and does nothing.")
    private boolean template;

    @Option(names = "--dry-run", description = "Shows what would change, and changes nothing.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Makes the changes without asking whether it may.")
    private boolean yes;

    @Spec private CommandSpec spec;

    private final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    private PrintWriter out;

    @Override
    public Integer call() throws IOException {
        out = spec.commandLine().getOut();
        if (template) {
            Question.template().forEach(out::println);
            return 0;
        }
        var setup = Setup.ofThisMachine(new SetupRooms());
        if (!setup.isInstalled()) {
            throw new StartProblem("setup is for a machine with the package: deploy/README.md says how to get it.");
        }
        if (!System.getProperty("user.name").equals("root")) {
            throw new StartProblem("setup changes the machine: sudo evenkeel setup");
        }
        Map<String, String> texts = file.isPresent() ? answersIn(file.get()) : asked(setup);
        try {
            var answers = Answers.read(texts);
            if (file.isPresent()) {
                Setup.warning(Question.HOST, answers.host()).ifPresent(out::println);
            }
            setup.mustKeepRecord(answers);
            return carriedOut(setup, answers, texts);
        } catch (Answers.Problems e) {
            throw refused("The answers cannot be used:", e.sentences());
        }
    }

    private static Map<String, String> answersIn(Path file) {
        try {
            return Setup.answersIn(Files.readString(file));
        } catch (NoSuchFileException _) {
            throw new StartProblem("There is no file " + file + ".");
        } catch (IOException | IllegalArgumentException _) {
            throw new StartProblem("The file " + file + " cannot be read, or holds no answers.");
        }
    }

    private static StartProblem refused(String why, List<String> sentences) {
        return new StartProblem(why + "\n  - " + String.join("\n  - ", sentences) + "\nNothing was changed.");
    }

    private int carriedOut(Setup setup, Answers answers, Map<String, String> texts) throws IOException {
        List<String> mistakes = setup.configurationProblems(answers);
        if (!mistakes.isEmpty()) {
            throw refused("/etc/evenkeel/evenkeel.conf cannot be used:", mistakes);
        }
        List<String> obstacles = setup.obstacles(answers);
        if (!obstacles.isEmpty() && !dryRun) {
            throw refused("Before setup can begin:", obstacles);
        }
        obstacles.forEach(out::println);
        List<Setup.Step> packages = setup.packages(answers);
        if (!mayMake(packages, "Install these? What else changes is shown after that, and asked about (yes or no)")) {
            return 1;
        }
        make(packages);
        List<Setup.Step> steps = setup.steps(answers, texts);
        Optional<Setup.Step> supervisor = setup.supervisor(answers);
        List<Setup.Step> all = Stream.concat(steps.stream(), supervisor.stream()).toList();
        if (!mayMake(all, "Make these changes? (yes or no)")) {
            return 1;
        }
        make(steps);
        if (packages.isEmpty() && all.isEmpty()) {
            out.println("Everything is as it should be.");
        }
        last(setup, answers);
        make(supervisor.stream().toList());
        out.println(dryRun ? "Nothing was changed." : "Then: sudo evenkeel check");
        return obstacles.isEmpty() ? 0 : 1;
    }

    /** Shows them, and asks. @return false when they may not be made */
    private boolean mayMake(List<Setup.Step> steps, String question) throws IOException {
        if (steps.isEmpty()) {
            return true;
        }
        out.println(dryRun ? "This would change:" : "This changes:");
        steps.stream().flatMap(step -> step.lines().stream()).forEach(line -> out.println("  " + line));
        if (dryRun || yes || ask(question, "no").equals("yes")) {
            return true;
        }
        out.println("Nothing of this was changed.");
        return false;
    }

    private void make(List<Setup.Step> steps) {
        if (!dryRun) {
            steps.forEach(this::made);
        }
    }

    private void made(Setup.Step step) {
        out.println("-> " + step.lines().getFirst());
        out.flush();
        try {
            step.make();
        } catch (RuntimeException e) {
            throw new StartProblem(
                    e.getMessage()
                            + "\nThe lines with \"->\" above were done, but for the last. Mend this, then run evenkeel"
                            + " setup again.",
                    e);
        }
    }

    private void last(Setup setup, Answers answers) {
        setup.firewall(answers).forEach(out::println);
        if (!setup.startsServices()) {
            out.println(
                    "No service manager runs here: evenkeel-redis, evenkeel-janus and evenkeel are yours to start.");
        }
        if (!setup.hasSfu()) {
            out.println(
                    "Sessions have neither sound nor picture: there is no package janus for this system. What can be"
                            + " done: /usr/share/doc/evenkeel/README.md, \"What it needs\".");
        }
        if (answers.backup().isEmpty()) {
            out.println("No backup is made by itself: /usr/share/doc/evenkeel/README.md says how one is, every night.");
        }
        out.println("The clinic's address: " + answers.origin() + "/staff");
    }

    /** Asks again until the answer can be used. */
    private Map<String, String> asked(Setup setup) throws IOException {
        Map<String, String> last = setup.lastAnswers();
        var texts = new LinkedHashMap<String, String>();
        for (Question question : Question.values()) {
            if (!question.matters(texts)) {
                continue;
            }
            String suggestion = last.getOrDefault(question.key(), question.fallback());
            texts.put(question.key(), asked(question, suggestion, texts));
        }
        return texts;
    }

    private String asked(Question question, String suggestion, Map<String, String> before) throws IOException {
        while (true) {
            String answer = ask(question.text(), suggestion);
            Optional<String> problem = Answers.problem(question, answer, before);
            if (problem.isEmpty()) {
                Setup.warning(question, answer).ifPresent(warning -> out.println("  " + warning));
                return answer;
            }
            out.println("  " + problem.get());
        }
    }

    private String ask(String text, String suggestion) throws IOException {
        out.print(suggestion.isEmpty() ? text + ": " : "%s [%s]: ".formatted(text, suggestion));
        out.flush();
        String line = in.readLine();
        if (line == null) {
            throw new StartProblem("\nNobody answers. For unattended use: evenkeel setup --answers FILE --yes");
        }
        return line.isBlank() ? suggestion : line.strip();
    }
}
