-- Of the tokens of sessions only their hashes stand here from now on (apps/server/src/store/hashedSessions.ts): SHA-256, base64url.
-- Nobody is signed out: what stands in people's cookies stays as it is.
UPDATE "session"
   SET "token" = rtrim(translate(encode(sha256(convert_to("token", 'UTF8')), 'base64'), '+/', '-_'), '=');
