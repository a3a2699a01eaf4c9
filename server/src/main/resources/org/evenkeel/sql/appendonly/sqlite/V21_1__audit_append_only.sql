-- Nothing of the audit log is changed, and nothing deleted but what a cut by retention stands for.

CREATE TRIGGER audit_row_unchanged BEFORE UPDATE ON audit_row
BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;

CREATE TRIGGER audit_row_kept BEFORE DELETE ON audit_row
WHEN OLD.number > (SELECT COALESCE(MAX(number), 0) FROM audit_cut)
BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;

CREATE TRIGGER audit_subject_unchanged BEFORE UPDATE ON audit_subject
BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;

CREATE TRIGGER audit_subject_kept BEFORE DELETE ON audit_subject
WHEN OLD.number > (SELECT COALESCE(MAX(number), 0) FROM audit_cut)
BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;

CREATE TRIGGER audit_cut_unchanged BEFORE UPDATE ON audit_cut
BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;

CREATE TRIGGER audit_cut_kept BEFORE DELETE ON audit_cut
BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;

CREATE TRIGGER audit_head_grows BEFORE UPDATE ON audit_head
WHEN NEW.number < OLD.number
BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;
