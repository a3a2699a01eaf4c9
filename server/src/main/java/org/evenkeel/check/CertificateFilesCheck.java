package org.evenkeel.check;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The files of the certificate that the server itself shows. What is shown is looked at elsewhere: a server goes on
 * with the former pair when the new one cannot be used, until it is restarted.
 *
 * @param problem what is wrong with the pair, in words; empty when nothing is. Reads the files
 */
record CertificateFilesCheck(Supplier<Optional<String>> problem) implements Check {

    @Override
    public Subject subject() {
        return Subject.CERTIFICATE_FILES;
    }

    @Override
    public List<Finding> look() {
        return Subject.only(
                problem.get()
                        .<Finding>map(it -> subject().warning("The pair in the files cannot be used: %s.", it))
                        .orElseGet(() -> subject().fine("The pair in tls.certificate and tls.key can be used.")));
    }
}
