-- Whoever loses a session, a membership or a role is told of to every process, which ends the streams that are open by it
-- (apps/server/src/sessions/OpenStreams.ts). By the tables themselves, so that no way of ending one can forget it.
CREATE FUNCTION patchbay_session_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('patchbay_access', OLD.id);
  RETURN NULL;
END $$;

-- An account that somebody is away to sign in at was begun with what they have lost.
CREATE FUNCTION patchbay_member_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "oauth_attempt" WHERE "workspace_id" = OLD.workspace_id AND "user_id" = OLD.user_id;
  PERFORM pg_notify('patchbay_access', OLD.user_id);
  RETURN NULL;
END $$;

CREATE TRIGGER session_ended AFTER DELETE ON "session"
  FOR EACH ROW EXECUTE FUNCTION patchbay_session_ended();

CREATE TRIGGER member_changed AFTER DELETE OR UPDATE OF "role" ON "member"
  FOR EACH ROW EXECUTE FUNCTION patchbay_member_changed();
