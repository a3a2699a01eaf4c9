-- Nothing of the audit log is changed, and nothing deleted but what a cut by retention stands for.

CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'restrict_violation';
END;
$$;

CREATE TRIGGER audit_row_unchanged BEFORE UPDATE OR TRUNCATE ON audit_row
FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();

CREATE TRIGGER audit_subject_unchanged BEFORE UPDATE OR TRUNCATE ON audit_subject
FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();

CREATE TRIGGER audit_cut_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_cut
FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();

CREATE FUNCTION audit_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    cut BIGINT;
BEGIN
    EXECUTE format('SELECT COALESCE(MAX(number), 0) FROM %I.audit_cut', TG_TABLE_SCHEMA) INTO cut;
    IF OLD.number > cut THEN
        RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
END;
$$;

CREATE TRIGGER audit_row_kept BEFORE DELETE ON audit_row
FOR EACH ROW EXECUTE FUNCTION audit_keep();

CREATE TRIGGER audit_subject_kept BEFORE DELETE ON audit_subject
FOR EACH ROW EXECUTE FUNCTION audit_keep();

CREATE FUNCTION audit_grow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.number < OLD.number THEN
        RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END;
$$;

CREATE TRIGGER audit_head_grows BEFORE UPDATE ON audit_head
FOR EACH ROW EXECUTE FUNCTION audit_grow();
