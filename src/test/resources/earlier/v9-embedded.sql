-- Made by f584859, whose schema was V9; what its callers kept:
-- ended=2026-11-30T16:14:22Z
-- activity=01a22d3c-47b5-7df5-bb0e-ccae55da7eb2
-- audit.entries=21
-- connector.basic=01a22d3c-4615-77d4-a2df-9dc0348d6fe6
-- connector.down=01a22d3c-4789-7a85-831b-3d49ede9a7bb
-- connector.header=01a22d3c-4693-7aff-8610-f63edc6a5758
-- connector.open=01a22d3c-46b5-7af5-87e1-7ea4496f4ab4
-- connector.paused=01a22d3c-46c8-77ef-b9e2-5c2b5f107924
-- connector.query=01a22d3c-46a4-7a52-9d3b-f8d4dea26159
-- connector.revoked=01a22d3c-476e-718a-8f12-fde3bf627639
-- connector.token=01a22d3c-467e-7e2b-986e-9546b8cc6c30
-- key.auditor=ac_vFumpdyWHNnZYUBwfXJrxA8wAC4GFo3MWpzj6Z_7FsQ
-- key.designer=ac_m1i9p0btyxTmDSHTnWEzNruJ5tQpFybkCQRa4ssc8IY
-- key.ended=ac_3dzAUPVCC7v3wL4-Gsu4Q8Eg4r4jsqRVXR9eeDYj8Gc
-- key.runner=ac_vfJAKDX7nny3-YqcByQNqUohlSRuhAuwDPDwWZ9OjMc
-- key.runner-of-all=ac_OxjzT8x0ilR91-otTGOslcvB1eAgmkJtocphSOJw2Cs
-- run.by-activity=01a22d3c-5313-7c78-ba88-100485bc37f7
-- run.cancelled=01a22d3c-53c9-7614-b21c-427e407c73a8
-- run.delivered=01a22d3c-4b79-749a-8d93-24aca53f236a
-- run.once=01a22d3c-52f0-703d-9ef1-463ba802d7ca
-- run.queued.ended-key=01a22d3c-4c89-7060-8516-393c2b3305b4
-- run.queued.paused=01a22d3c-52ab-7141-996e-2fe49b6a057e
-- run.queued.post=01a22d3c-4c79-7602-ad04-10336c91c235
-- run.rejected=01a22d3c-4ba7-7ec5-ae8e-7b18f437e080
-- run.waited.basic=01a22d3c-4952-7b8c-beeb-242ea3af6e07
-- run.waited.header=01a22d3c-4ab6-70ea-abfa-c429e335e6f3
-- run.waited.open=01a22d3c-4aef-79a3-8a56-5c090ae43515
-- run.waited.query=01a22d3c-4ad4-7e27-b8c2-d61eaa3988b3
-- run.waited.revoked=01a22d3c-4b04-74a6-ac3a-d3fcea6a7899
-- run.waited.token=01a22d3c-4a8f-72e6-8eb1-01925af83450
;
CREATE CACHED TABLE "flyway_schema_history"(
    "installed_rank" INTEGER NOT NULL,
    "version" CHARACTER VARYING(50),
    "description" CHARACTER VARYING(200) NOT NULL,
    "type" CHARACTER VARYING(20) NOT NULL,
    "script" CHARACTER VARYING(1000) NOT NULL,
    "checksum" INTEGER,
    "installed_by" CHARACTER VARYING(100) NOT NULL,
    "installed_on" TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL,
    "execution_time" INTEGER NOT NULL,
    "success" BOOLEAN NOT NULL
);
ALTER TABLE "flyway_schema_history" ADD CONSTRAINT "flyway_schema_history_pk" PRIMARY KEY("installed_rank");
INSERT INTO "flyway_schema_history" VALUES(-1, NULL, '<< Flyway Schema History table created >>', 'TABLE', '', NULL, 'appconnector', TIMESTAMP '2026-11-30 16:14:09.861222', 0, TRUE);
INSERT INTO "flyway_schema_history" VALUES(1, '1', 'connectors runs and callers', 'SQL', 'V1__connectors_runs_and_callers.sql', -1247908145, 'appconnector', TIMESTAMP '2026-11-30 16:14:10.005851', 59, TRUE);
INSERT INTO "flyway_schema_history" VALUES(2, '2', 'roles and scopes of keys', 'SQL', 'V2__roles_and_scopes_of_keys.sql', -1608515530, 'appconnector', TIMESTAMP '2026-11-30 16:14:10.123558', 94, TRUE);
INSERT INTO "flyway_schema_history" VALUES(3, '3', 'audit', 'SQL', 'V3__audit.sql', 1707786348, 'appconnector', TIMESTAMP '2026-11-30 16:14:10.168603', 23, TRUE);
INSERT INTO "flyway_schema_history" VALUES(4, '4', 'ended sessions', 'SQL', 'V4__ended_sessions.sql', 1531980212, 'appconnector', TIMESTAMP '2026-11-30 16:14:10.184011', 3, TRUE);
INSERT INTO "flyway_schema_history" VALUES(5, '5', 'deliveries', 'SQL', 'V5__deliveries.sql', -1686196958, 'appconnector', TIMESTAMP '2026-11-30 16:14:10.32333', 126, TRUE);
INSERT INTO "flyway_schema_history" VALUES(6, '6', 'idempotency keys', 'SQL', 'V6__idempotency_keys.sql', 1937526736, 'appconnector', TIMESTAMP '2026-11-30 16:14:10.339118', 7, TRUE);
INSERT INTO "flyway_schema_history" VALUES(7, '7', 'lists of runs', 'SQL', 'V7__lists_of_runs.sql', -1029527154, 'appconnector', TIMESTAMP '2026-11-30 16:14:10.350898', 3, TRUE);
INSERT INTO "flyway_schema_history" VALUES(8, '8', 'nodes', 'SQL', 'V8__nodes.sql', 1473509267, 'appconnector', TIMESTAMP '2026-11-30 16:14:10.362807', 6, TRUE);
INSERT INTO "flyway_schema_history" VALUES(9, '9', 'activities', 'SQL', 'V9__activities.sql', 1994192993, 'appconnector', TIMESTAMP '2026-11-30 16:14:10.400533', 24, TRUE);
CREATE INDEX "flyway_schema_history_s_idx" ON "flyway_schema_history"("success" NULLS LAST);
CREATE CACHED TABLE "connector"(
    "id" UUID NOT NULL,
    "name" CHARACTER VARYING(128) NOT NULL,
    "name_key" CHARACTER VARYING(2304),
    "last_name_key" CHARACTER VARYING(2304) NOT NULL,
    "domain" CHARACTER VARYING(2048) NOT NULL,
    "definition" CHARACTER VARYING NOT NULL,
    "sealed_secrets" CHARACTER VARYING,
    "state" CHARACTER VARYING(8) NOT NULL,
    "version" BIGINT NOT NULL,
    "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    "updated_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    "revoked_at" TIMESTAMP(3) WITH TIME ZONE,
    "last_used_at" TIMESTAMP(3) WITH TIME ZONE
);
ALTER TABLE "connector" ADD CONSTRAINT "CONSTRAINT_D" PRIMARY KEY("id");
INSERT INTO "connector" VALUES(UUID '01a22d3c-4615-77d4-a2df-9dc0348d6fe6', 'basic', 'basic', 'basic', 'http://basic.example:8099/api', '{"auth":{"type":"basic","username":"clerk"},"headers":{},"limits":{"maxConcurrent":50,"callsPerSecond":null,"maxResponseBytes":10485760},"delivery":{"maxAge":2592000000,"maxAttempts":200,"firstDelay":100,"maxDelay":1000,"repeat":"any"}}', '{"auth/password":{"version":1,"changedAt":"2026-11-30T16:14:14.566Z","ciphertext":"AaIvs9C25o2pEThdoVWxK7Ej9GEHGQCABcGl1i7c9p4hcReQTfHIIc261JvMJCX1ifPXQzCX"}}', 'live', 1, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:14.55+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:14.55+00', NULL, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:15.649+00');
INSERT INTO "connector" VALUES(UUID '01a22d3c-467e-7e2b-986e-9546b8cc6c30', 'token', 'token', 'token', 'http://token.example:8099/api', '{"auth":{"type":"token","prefix":"Token"},"headers":{"X-Client":"old"},"limits":{"maxConcurrent":7,"callsPerSecond":null,"maxResponseBytes":10485760},"delivery":{"maxAge":2592000000,"maxAttempts":200,"firstDelay":100,"maxDelay":1000,"repeat":"any"}}', '{"auth/value":{"version":1,"changedAt":"2026-11-30T16:14:14.659Z","ciphertext":"AaIvs9ASoifjE+kWmNaFEJoOOJ9vGAFa6oIA5NwZy7iFn0TwpiOzdnufgkE527ksfnxcu9wW"},"secretHeaders/X-Org-Key":{"version":1,"changedAt":"2026-11-30T16:14:14.659Z","ciphertext":"AaIvs9Bnj3Z8rd0xxne/+C2pmH/mJ9WFefeX3QMqQ899xHpYvTdG7v9jUqoiPA0eI8Z4qQ=="}}', 'live', 1, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:14.654+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:14.654+00', NULL, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:18.045+00');
INSERT INTO "connector" VALUES(UUID '01a22d3c-4693-7aff-8610-f63edc6a5758', 'header', 'header', 'header', 'http://header.example:8099/api', '{"auth":{"type":"api-key","in":"header","name":"X-Key"},"headers":{},"limits":{"maxConcurrent":50,"callsPerSecond":null,"maxResponseBytes":10485760},"delivery":{"maxAge":2592000000,"maxAttempts":200,"firstDelay":100,"maxDelay":1000,"repeat":"any"}}', '{"auth/value":{"version":1,"changedAt":"2026-11-30T16:14:14.677Z","ciphertext":"AaIvs9AJFZZ5JVanmjpVMipHPkm3LDleUs6N9B7MEig8xU0maiLzrmW2JngKjvE1fKhnuGk="}}', 'live', 1, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:14.675+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:14.675+00', NULL, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:15.758+00');
INSERT INTO "connector" VALUES(UUID '01a22d3c-46a4-7a52-9d3b-f8d4dea26159', 'query', 'query', 'query', 'http://query.example:8099/api', '{"auth":{"type":"api-key","in":"query","name":"key"},"headers":{},"limits":{"maxConcurrent":50,"callsPerSecond":null,"maxResponseBytes":10485760},"delivery":{"maxAge":2592000000,"maxAttempts":200,"firstDelay":100,"maxDelay":1000,"repeat":"any"}}', '{"auth/value":{"version":1,"changedAt":"2026-11-30T16:14:14.694Z","ciphertext":"AaIvs9DN7C3G+rxHtd5Qc1PtOXFPxA8tKEPrpsWAke9wy8GY77z5mR5Ssh+YK4NXurrdzzk="}}', 'live', 1, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:14.692+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:14.692+00', NULL, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:15.785+00');
INSERT INTO "connector" VALUES(UUID '01a22d3c-46b5-7af5-87e1-7ea4496f4ab4', 'open', 'open', 'open', 'http://open.example:8099/api', '{"auth":{"type":"none"},"headers":{},"limits":{"maxConcurrent":50,"callsPerSecond":null,"maxResponseBytes":10485760},"delivery":{"maxAge":2592000000,"maxAttempts":200,"firstDelay":100,"maxDelay":1000,"repeat":"any"}}', '{}', 'live', 1, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:14.709+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:14.709+00', NULL, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:17.851+00');
INSERT INTO "connector" VALUES(UUID '01a22d3c-46c8-77ef-b9e2-5c2b5f107924', 'paused', 'paused', 'paused', 'http://paused.example:8099/api', '{"auth":{"type":"token","prefix":"Bearer"},"headers":{},"limits":{"maxConcurrent":50,"callsPerSecond":null,"maxResponseBytes":10485760},"delivery":{"maxAge":2592000000,"maxAttempts":200,"firstDelay":100,"maxDelay":1000,"repeat":"any"}}', '{"auth/value":{"version":1,"changedAt":"2026-11-30T16:14:14.871Z","ciphertext":"AaIvs9AqOqnha1kUESZ5ntwulvlQvDSJbFqYRRMR7FmmhbNb1awgNOEfhCd4j/Rh6gHh84Mkeg=="}}', 'paused', 2, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:14.867+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:17.794+00', NULL, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:17.793+00');
INSERT INTO "connector" VALUES(UUID '01a22d3c-476e-718a-8f12-fde3bf627639', 'revoked', NULL, 'revoked', 'http://revoked.example:8099/api', '{"auth":{"type":"token","prefix":"Bearer"},"headers":{},"limits":{"maxConcurrent":50,"callsPerSecond":null,"maxResponseBytes":10485760},"delivery":{"maxAge":2592000000,"maxAttempts":200,"firstDelay":100,"maxDelay":1000,"repeat":"any"}}', NULL, 'revoked', 2, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:14.894+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:17.813+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:17.813+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:15.901+00');
INSERT INTO "connector" VALUES(UUID '01a22d3c-4789-7a85-831b-3d49ede9a7bb', 'down', 'down', 'down', 'http://down.example:8099/api', '{"auth":{"type":"basic","username":"clerk"},"headers":{},"limits":{"maxConcurrent":50,"callsPerSecond":null,"maxResponseBytes":10485760},"delivery":{"maxAge":2592000000,"maxAttempts":200,"firstDelay":100,"maxDelay":1000,"repeat":"any"}}', '{"auth/password":{"version":1,"changedAt":"2026-11-30T16:14:14.922Z","ciphertext":"AaIvs9Cj9tbC1ffDFU5GOx8ahGtFLlJBu9GYGVFjRpxxkUkpM5pzvzLKnrlSfgTc3de95po="}}', 'live', 1, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:14.921+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:14.921+00', NULL, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:21.164+00');
CREATE INDEX "connector_last_name_key" ON "connector"("last_name_key" NULLS LAST);
CREATE CACHED TABLE "run"(
    "id" UUID NOT NULL,
    "connector_id" UUID NOT NULL,
    "activity" CHARACTER VARYING(63),
    "method" CHARACTER VARYING(7) NOT NULL,
    "path" CHARACTER VARYING(8192) NOT NULL,
    "caller" CHARACTER VARYING(512) NOT NULL,
    "wait_for_result" BOOLEAN NOT NULL,
    "timeout_ms" BIGINT NOT NULL,
    "state" CHARACTER VARYING(10) NOT NULL,
    "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    "ended_at" TIMESTAMP(3) WITH TIME ZONE,
    "replay_of" UUID,
    "attempts" CHARACTER VARYING NOT NULL
);
ALTER TABLE "run" ADD CONSTRAINT "CONSTRAINT_1" PRIMARY KEY("id");
INSERT INTO "run" VALUES(UUID '01a22d3c-4952-7b8c-beeb-242ea3af6e07', UUID '01a22d3c-4615-77d4-a2df-9dc0348d6fe6', NULL, 'GET', '/waited', 'key:01a22d3c-380d-793a-8574-8fa7a657af83', TRUE, 30000, 'succeeded', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:15.378+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:15.649+00', NULL, '[{"at":"2026-11-30T16:14:15.378Z","durationMs":275,"outcome":"answered","status":200,"detail":null,"timings":{"queueMs":5,"dnsMs":52,"connectMs":1,"tlsMs":0,"firstByteMs":23,"totalMs":275}}]');
INSERT INTO "run" VALUES(UUID '01a22d3c-4a8f-72e6-8eb1-01925af83450', UUID '01a22d3c-467e-7e2b-986e-9546b8cc6c30', NULL, 'GET', '/waited', 'key:01a22d3c-380d-793a-8574-8fa7a657af83', TRUE, 30000, 'succeeded', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:15.695+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:15.728+00', NULL, '[{"at":"2026-11-30T16:14:15.695Z","durationMs":55,"outcome":"answered","status":200,"detail":null,"timings":{"queueMs":22,"dnsMs":3,"connectMs":0,"tlsMs":0,"firstByteMs":4,"totalMs":55}}]');
INSERT INTO "run" VALUES(UUID '01a22d3c-4ab6-70ea-abfa-c429e335e6f3', UUID '01a22d3c-4693-7aff-8610-f63edc6a5758', NULL, 'GET', '/waited', 'key:01a22d3c-380d-793a-8574-8fa7a657af83', TRUE, 30000, 'succeeded', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:15.734+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:15.758+00', NULL, '[{"at":"2026-11-30T16:14:15.735Z","durationMs":23,"outcome":"answered","status":200,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":9,"totalMs":23}}]');
INSERT INTO "run" VALUES(UUID '01a22d3c-4ad4-7e27-b8c2-d61eaa3988b3', UUID '01a22d3c-46a4-7a52-9d3b-f8d4dea26159', NULL, 'GET', '/waited', 'key:01a22d3c-380d-793a-8574-8fa7a657af83', TRUE, 30000, 'succeeded', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:15.764+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:15.785+00', NULL, '[{"at":"2026-11-30T16:14:15.764Z","durationMs":21,"outcome":"answered","status":200,"detail":null,"timings":{"queueMs":1,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":1,"totalMs":21}}]');
INSERT INTO "run" VALUES(UUID '01a22d3c-4aef-79a3-8a56-5c090ae43515', UUID '01a22d3c-46b5-7af5-87e1-7ea4496f4ab4', NULL, 'GET', '/waited', 'key:01a22d3c-380d-793a-8574-8fa7a657af83', TRUE, 30000, 'succeeded', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:15.791+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:15.805+00', NULL, '[{"at":"2026-11-30T16:14:15.791Z","durationMs":15,"outcome":"answered","status":200,"detail":null,"timings":{"queueMs":1,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":1,"totalMs":15}}]');
INSERT INTO "run" VALUES(UUID '01a22d3c-4b04-74a6-ac3a-d3fcea6a7899', UUID '01a22d3c-476e-718a-8f12-fde3bf627639', NULL, 'GET', '/waited', 'key:01a22d3c-380d-793a-8574-8fa7a657af83', TRUE, 30000, 'succeeded', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:15.812+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:15.839+00', NULL, '[{"at":"2026-11-30T16:14:15.812Z","durationMs":27,"outcome":"answered","status":200,"detail":null,"timings":{"queueMs":1,"dnsMs":1,"connectMs":0,"tlsMs":0,"firstByteMs":12,"totalMs":27}}]');
INSERT INTO "run" VALUES(UUID '01a22d3c-4b79-749a-8d93-24aca53f236a', UUID '01a22d3c-467e-7e2b-986e-9546b8cc6c30', NULL, 'POST', '/delivered', 'key:01a22d3c-4925-79d9-93c1-9702716e6d28', FALSE, 30000, 'succeeded', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:15.929+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:15.979+00', NULL, '[{"at":"2026-11-30T16:14:15.951Z","durationMs":23,"outcome":"answered","status":200,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":1,"totalMs":23}}]');
INSERT INTO "run" VALUES(UUID '01a22d3c-4ba7-7ec5-ae8e-7b18f437e080', UUID '01a22d3c-46b5-7af5-87e1-7ea4496f4ab4', NULL, 'POST', '/nowhere', 'key:01a22d3c-380d-793a-8574-8fa7a657af83', FALSE, 30000, 'rejected', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:15.975+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:16.013+00', NULL, '[{"at":"2026-11-30T16:14:15.983Z","durationMs":29,"outcome":"answered","status":404,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":9,"totalMs":29}}]');
INSERT INTO "run" VALUES(UUID '01a22d3c-4b39-7eaa-b03a-8d01f75a2f84', UUID '01a22d3c-467e-7e2b-986e-9546b8cc6c30', NULL, 'GET', '/nowhere', 'key:01a22d3c-380d-793a-8574-8fa7a657af83', TRUE, 30000, 'rejected', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:15.865+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:15.877+00', NULL, '[{"at":"2026-11-30T16:14:15.865Z","durationMs":24,"outcome":"answered","status":404,"detail":null,"timings":{"queueMs":12,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":7,"totalMs":24}}]');
INSERT INTO "run" VALUES(UUID '01a22d3c-4b57-7226-8386-4e348fc5b444', UUID '01a22d3c-476e-718a-8f12-fde3bf627639', NULL, 'GET', '/ended-with-it', 'key:01a22d3c-380d-793a-8574-8fa7a657af83', TRUE, 30000, 'succeeded', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:15.895+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:15.901+00', NULL, '[{"at":"2026-11-30T16:14:15.895Z","durationMs":9,"outcome":"answered","status":200,"detail":null,"timings":{"queueMs":4,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":2,"totalMs":9}}]');
INSERT INTO "run" VALUES(UUID '01a22d3c-4c1d-7c22-9159-17975ef2a0e8', UUID '01a22d3c-4789-7a85-831b-3d49ede9a7bb', NULL, 'GET', '/x', 'key:01a22d3c-380d-793a-8574-8fa7a657af83', TRUE, 30000, 'rejected', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:16.093+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:16.108+00', NULL, '[{"at":"2026-11-30T16:14:16.093Z","durationMs":16,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":1,"dnsMs":1,"connectMs":0,"tlsMs":0,"firstByteMs":1,"totalMs":16}}]');
INSERT INTO "run" VALUES(UUID '01a22d3c-52f0-703d-9ef1-463ba802d7ca', UUID '01a22d3c-46b5-7af5-87e1-7ea4496f4ab4', NULL, 'POST', '/once', 'key:01a22d3c-4925-79d9-93c1-9702716e6d28', TRUE, 30000, 'succeeded', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:17.84+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:17.851+00', NULL, '[{"at":"2026-11-30T16:14:17.840Z","durationMs":14,"outcome":"answered","status":200,"detail":null,"timings":{"queueMs":3,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":0,"totalMs":14}}]');
INSERT INTO "run" VALUES(UUID '01a22d3c-53c9-7614-b21c-427e407c73a8', UUID '01a22d3c-4789-7a85-831b-3d49ede9a7bb', NULL, 'GET', '/to-be-cancelled', 'key:01a22d3c-380d-793a-8574-8fa7a657af83', FALSE, 30000, 'cancelled', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:18.057+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:18.124+00', NULL, '[{"at":"2026-11-30T16:14:18.077Z","durationMs":4,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":1,"totalMs":4}}]');
INSERT INTO "run" VALUES(UUID '01a22d3c-5313-7c78-ba88-100485bc37f7', UUID '01a22d3c-467e-7e2b-986e-9546b8cc6c30', 'open-case', 'POST', '/cases', 'key:01a22d3c-490d-7243-ab23-2bab637bbe8d', TRUE, 30000, 'succeeded', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:17.875+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:18.045+00', NULL, '[{"at":"2026-11-30T16:14:17.875Z","durationMs":186,"outcome":"answered","status":200,"detail":null,"timings":{"queueMs":16,"dnsMs":0,"connectMs":1,"tlsMs":0,"firstByteMs":2,"totalMs":186}}]');
CREATE INDEX "run_of_connector" ON "run"("connector_id" NULLS LAST, "id" NULLS LAST, "state" NULLS LAST);
CREATE INDEX "run_of_caller" ON "run"("caller" NULLS LAST, "id" NULLS LAST, "connector_id" NULLS LAST, "state" NULLS LAST);
CREATE INDEX "run_in_state" ON "run"("state" NULLS LAST, "id" NULLS LAST, "connector_id" NULLS LAST);
CREATE INDEX "run_of_activity" ON "run"("activity" NULLS LAST, "id" NULLS LAST, "connector_id" NULLS LAST, "caller" NULLS LAST, "state" NULLS LAST);
CREATE CACHED TABLE "key_connector"(
    "key_id" UUID NOT NULL,
    "connector_id" UUID NOT NULL
);
ALTER TABLE "key_connector" ADD CONSTRAINT "CONSTRAINT_9EA" PRIMARY KEY("key_id", "connector_id");
INSERT INTO "key_connector" VALUES(UUID '01a22d3c-490d-7243-ab23-2bab637bbe8d', UUID '01a22d3c-4615-77d4-a2df-9dc0348d6fe6');
CREATE CACHED TABLE "keyset"(
    "only_row" INTEGER NOT NULL,
    "wrapped" CHARACTER VARYING NOT NULL,
    "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL
);
ALTER TABLE "keyset" ADD CONSTRAINT "CONSTRAINT_B" PRIMARY KEY("only_row");
INSERT INTO "keyset" VALUES(1, 'EogBRAzKRi5GYB3/kd7bxdaBmfFDjaHFHEDsrZK7E91j7knfSF37bmH21w80nzpciW04Cih0BCi9GejYck5wVsydS24q1VgIAJwFIPyfPvaYisDkMy3gjbAvQPVohV3UMy4KGgmK866AEAOX7u9aAwWbvpVElcH8sG8+3kuFa9qot5Sd5JnBacY3kw==', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:10.839+00');
CREATE CACHED TABLE "change_counter"(
    "only_row" INTEGER NOT NULL,
    "changes" BIGINT NOT NULL
);
ALTER TABLE "change_counter" ADD CONSTRAINT "CONSTRAINT_B0" PRIMARY KEY("only_row");
INSERT INTO "change_counter" VALUES(1, 18);
CREATE CACHED TABLE "api_key"(
    "id" UUID NOT NULL,
    "name" CHARACTER VARYING(128) NOT NULL,
    "role" CHARACTER VARYING(8) NOT NULL,
    "key_hash" CHARACTER VARYING(64) NOT NULL,
    "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    "ended_at" TIMESTAMP(3) WITH TIME ZONE,
    "all_connectors" BOOLEAN DEFAULT FALSE NOT NULL,
    "all_activities" BOOLEAN DEFAULT FALSE NOT NULL,
    "from_setting" BOOLEAN DEFAULT FALSE NOT NULL,
    "expires_at" TIMESTAMP(3) WITH TIME ZONE,
    "last_used_at" TIMESTAMP(3) WITH TIME ZONE
);
ALTER TABLE "api_key" ADD CONSTRAINT "CONSTRAINT_D0" PRIMARY KEY("id");
INSERT INTO "api_key" VALUES(UUID '01a22d3c-380d-793a-8574-8fa7a657af83', 'appconnector.admin-key', 'admin', 'cd09f5c3832db2e7d327bca1c9b3aff7fad80f84295d57ecf193107179cfad8c', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:10.958+00', NULL, TRUE, TRUE, TRUE, NULL, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:21.274+00');
INSERT INTO "api_key" VALUES(UUID '01a22d3c-48ae-71ec-8958-948432e1c801', 'designer', 'designer', 'fe4613b708abfa81fada18f2b4af2c4b2f5cc8df3fbefe32f0d24fd91b3755d1', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:15.212+00', NULL, TRUE, TRUE, FALSE, NULL, NULL);
INSERT INTO "api_key" VALUES(UUID '01a22d3c-48ca-7e1e-918a-8cd273aa0ba9', 'auditor', 'auditor', '11dd034889a51af33274089412d8f335490f9d030bb7c23e64b23ce23dcaabec', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:15.241+00', NULL, TRUE, TRUE, FALSE, NULL, NULL);
INSERT INTO "api_key" VALUES(UUID '01a22d3c-490d-7243-ab23-2bab637bbe8d', 'runner', 'runner', 'bf9c67a19534b62085651c028950458faa1f67dfcd5297d9b4cd6dcafb03c5b0', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:15.267+00', NULL, FALSE, FALSE, FALSE, NULL, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:17.858+00');
INSERT INTO "api_key" VALUES(UUID '01a22d3c-4925-79d9-93c1-9702716e6d28', 'runner-of-all', 'runner', '916ffcf25f8ba9c956952c3a4cd108cb7f8c1aabce408486a558793d5b3e859c', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:15.333+00', NULL, TRUE, FALSE, FALSE, NULL, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:17.831+00');
INSERT INTO "api_key" VALUES(UUID '01a22d3c-493e-784f-9cac-9e8c75995f19', 'ended', 'runner', 'f2c62e6162612cef769a531e642e362fbf1a74097639e633d0a4cf4cf0ff13cc', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:15.358+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:17.749+00', TRUE, FALSE, FALSE, NULL, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:16.197+00');
CREATE CACHED TABLE "derivation_keyset"(
    "only_row" INTEGER NOT NULL,
    "wrapped" CHARACTER VARYING NOT NULL,
    "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL
);
ALTER TABLE "derivation_keyset" ADD CONSTRAINT "CONSTRAINT_F" PRIMARY KEY("only_row");
INSERT INTO "derivation_keyset" VALUES(1, 'EosBiTUoEZl4G4uL5sFwke5HuxjKR15wM/9xxvI+I+P9xM1C9UX9fy1/YTq1/em/yamNiZwn/afTvS6UEG1GhKym2wFbL8YJZUXkpOkdeQvwz6x7bb0VrM2POrpY0gzfZFQi8zf6TXkePROG0e+74xqPt+Y0sY5JyYwKldSzGplXufH+mfAGKQRkwiyevA==', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:10.895+00');
CREATE CACHED TABLE "audit_entry"(
    "sequence" BIGINT NOT NULL,
    "happened_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    "actor" CHARACTER VARYING(512),
    "actor_name" CHARACTER VARYING(512),
    "object_id" CHARACTER VARYING(512),
    "object_name" CHARACTER VARYING(512),
    "entry" CHARACTER VARYING NOT NULL,
    "key_id" CHARACTER VARYING(10) NOT NULL,
    "mac" CHARACTER VARYING(64) NOT NULL
);
ALTER TABLE "audit_entry" ADD CONSTRAINT "CONSTRAINT_3" PRIMARY KEY("sequence");
INSERT INTO "audit_entry" VALUES(1, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:10.961+00', 'appconnector', NULL, '01a22d3c-380d-793a-8574-8fa7a657af83', 'appconnector.admin-key', '{"action":"key.created","actor":{"id":"appconnector","name":null},"address":null,"at":"2026-11-30T16:14:10.961Z","count":1,"fields":[],"object":{"id":"01a22d3c-380d-793a-8574-8fa7a657af83","kind":"key","name":"appconnector.admin-key"},"outcome":"done","run":null,"sequence":1}', '248686502', '4dc228302c504422af99e1c177b5999a7e07c2c8b240ef81e69d62b776dbd134');
INSERT INTO "audit_entry" VALUES(2, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:14.601+00', 'key:01a22d3c-380d-793a-8574-8fa7a657af83', 'appconnector.admin-key', '01a22d3c-4615-77d4-a2df-9dc0348d6fe6', 'basic', '{"action":"connector.created","actor":{"id":"key:01a22d3c-380d-793a-8574-8fa7a657af83","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:14.601Z","count":1,"fields":[],"object":{"id":"01a22d3c-4615-77d4-a2df-9dc0348d6fe6","kind":"connector","name":"basic"},"outcome":"done","run":null,"sequence":2}', '248686502', '488c1bfcf5fd8ce5d2d41842d0a215fdbe0d0451fde168c634cfc6bf294267cb');
INSERT INTO "audit_entry" VALUES(3, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:14.663+00', 'key:01a22d3c-380d-793a-8574-8fa7a657af83', 'appconnector.admin-key', '01a22d3c-467e-7e2b-986e-9546b8cc6c30', 'token', '{"action":"connector.created","actor":{"id":"key:01a22d3c-380d-793a-8574-8fa7a657af83","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:14.663Z","count":1,"fields":[],"object":{"id":"01a22d3c-467e-7e2b-986e-9546b8cc6c30","kind":"connector","name":"token"},"outcome":"done","run":null,"sequence":3}', '248686502', '0215e11ef9294b2a7c373b99141d11a0b465559012d537e7db3830b75c1eecc1');
INSERT INTO "audit_entry" VALUES(4, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:14.681+00', 'key:01a22d3c-380d-793a-8574-8fa7a657af83', 'appconnector.admin-key', '01a22d3c-4693-7aff-8610-f63edc6a5758', 'header', '{"action":"connector.created","actor":{"id":"key:01a22d3c-380d-793a-8574-8fa7a657af83","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:14.681Z","count":1,"fields":[],"object":{"id":"01a22d3c-4693-7aff-8610-f63edc6a5758","kind":"connector","name":"header"},"outcome":"done","run":null,"sequence":4}', '248686502', '8f0b78f8af71656316e83bcdd6df31bc0f2c783df3cff6d66ba1dff2dc97d536');
INSERT INTO "audit_entry" VALUES(5, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:14.697+00', 'key:01a22d3c-380d-793a-8574-8fa7a657af83', 'appconnector.admin-key', '01a22d3c-46a4-7a52-9d3b-f8d4dea26159', 'query', '{"action":"connector.created","actor":{"id":"key:01a22d3c-380d-793a-8574-8fa7a657af83","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:14.697Z","count":1,"fields":[],"object":{"id":"01a22d3c-46a4-7a52-9d3b-f8d4dea26159","kind":"connector","name":"query"},"outcome":"done","run":null,"sequence":5}', '248686502', '66011a763fbb23256371321ef841607d0d17d56bc2d3ffe1782c3a0185a43f20');
INSERT INTO "audit_entry" VALUES(6, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:14.717+00', 'key:01a22d3c-380d-793a-8574-8fa7a657af83', 'appconnector.admin-key', '01a22d3c-46b5-7af5-87e1-7ea4496f4ab4', 'open', '{"action":"connector.created","actor":{"id":"key:01a22d3c-380d-793a-8574-8fa7a657af83","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:14.717Z","count":1,"fields":[],"object":{"id":"01a22d3c-46b5-7af5-87e1-7ea4496f4ab4","kind":"connector","name":"open"},"outcome":"done","run":null,"sequence":6}', '248686502', '12751efbb3612e50d404a15a41cb1136a5770d465799f5ce10300b0b6bf58062');
INSERT INTO "audit_entry" VALUES(7, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:14.877+00', 'key:01a22d3c-380d-793a-8574-8fa7a657af83', 'appconnector.admin-key', '01a22d3c-46c8-77ef-b9e2-5c2b5f107924', 'paused', '{"action":"connector.created","actor":{"id":"key:01a22d3c-380d-793a-8574-8fa7a657af83","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:14.877Z","count":1,"fields":[],"object":{"id":"01a22d3c-46c8-77ef-b9e2-5c2b5f107924","kind":"connector","name":"paused"},"outcome":"done","run":null,"sequence":7}', '248686502', '65d7a0039e531e63fcbc6ce0e3c05e4109c175f25b3b5048019743735e0de78b');
INSERT INTO "audit_entry" VALUES(8, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:14.902+00', 'key:01a22d3c-380d-793a-8574-8fa7a657af83', 'appconnector.admin-key', '01a22d3c-476e-718a-8f12-fde3bf627639', 'revoked', '{"action":"connector.created","actor":{"id":"key:01a22d3c-380d-793a-8574-8fa7a657af83","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:14.902Z","count":1,"fields":[],"object":{"id":"01a22d3c-476e-718a-8f12-fde3bf627639","kind":"connector","name":"revoked"},"outcome":"done","run":null,"sequence":8}', '248686502', '04f46b68c6e7dfa58f99da74f3be82507a3edebbbb56d9b209fac57ef2d0a8ea');
INSERT INTO "audit_entry" VALUES(9, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:14.924+00', 'key:01a22d3c-380d-793a-8574-8fa7a657af83', 'appconnector.admin-key', '01a22d3c-4789-7a85-831b-3d49ede9a7bb', 'down', '{"action":"connector.created","actor":{"id":"key:01a22d3c-380d-793a-8574-8fa7a657af83","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:14.924Z","count":1,"fields":[],"object":{"id":"01a22d3c-4789-7a85-831b-3d49ede9a7bb","kind":"connector","name":"down"},"outcome":"done","run":null,"sequence":9}', '248686502', '212ada957f8a94d8a3c467c4a6bf1367308b8b626c80d20dabb86b01968fd8ec');
INSERT INTO "audit_entry" VALUES(10, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:15.177+00', 'key:01a22d3c-380d-793a-8574-8fa7a657af83', 'appconnector.admin-key', '01a22d3c-47b5-7df5-bb0e-ccae55da7eb2', 'open-case', '{"action":"activity.created","actor":{"id":"key:01a22d3c-380d-793a-8574-8fa7a657af83","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:15.177Z","count":1,"fields":[],"object":{"id":"01a22d3c-47b5-7df5-bb0e-ccae55da7eb2","kind":"activity","name":"open-case"},"outcome":"done","run":null,"sequence":10}', '248686502', 'ef38f4fa9ed924ebe432da4563077d8a0837fa09c954882149022abef9ce78f9');
INSERT INTO "audit_entry" VALUES(11, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:15.218+00', 'key:01a22d3c-380d-793a-8574-8fa7a657af83', 'appconnector.admin-key', '01a22d3c-48ae-71ec-8958-948432e1c801', 'designer', '{"action":"key.created","actor":{"id":"key:01a22d3c-380d-793a-8574-8fa7a657af83","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:15.218Z","count":1,"fields":[],"object":{"id":"01a22d3c-48ae-71ec-8958-948432e1c801","kind":"key","name":"designer"},"outcome":"done","run":null,"sequence":11}', '248686502', '8e2840409046d04be0bc6e145d9559213eed23a455a2db72183d16deb8679db6');
INSERT INTO "audit_entry" VALUES(12, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:15.246+00', 'key:01a22d3c-380d-793a-8574-8fa7a657af83', 'appconnector.admin-key', '01a22d3c-48ca-7e1e-918a-8cd273aa0ba9', 'auditor', '{"action":"key.created","actor":{"id":"key:01a22d3c-380d-793a-8574-8fa7a657af83","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:15.246Z","count":1,"fields":[],"object":{"id":"01a22d3c-48ca-7e1e-918a-8cd273aa0ba9","kind":"key","name":"auditor"},"outcome":"done","run":null,"sequence":12}', '248686502', 'bda5ad85f5b48b0e498f7d882531c50fec9583ffe6952f30d94ada660847b9a4');
INSERT INTO "audit_entry" VALUES(13, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:15.313+00', 'key:01a22d3c-380d-793a-8574-8fa7a657af83', 'appconnector.admin-key', '01a22d3c-490d-7243-ab23-2bab637bbe8d', 'runner', '{"action":"key.created","actor":{"id":"key:01a22d3c-380d-793a-8574-8fa7a657af83","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:15.313Z","count":1,"fields":[],"object":{"id":"01a22d3c-490d-7243-ab23-2bab637bbe8d","kind":"key","name":"runner"},"outcome":"done","run":null,"sequence":13}', '248686502', '31eb337418850a7551390b2794d2f5f383a1545c7cdd14e7068a7f81a585e2ff');
INSERT INTO "audit_entry" VALUES(14, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:15.337+00', 'key:01a22d3c-380d-793a-8574-8fa7a657af83', 'appconnector.admin-key', '01a22d3c-4925-79d9-93c1-9702716e6d28', 'runner-of-all', '{"action":"key.created","actor":{"id":"key:01a22d3c-380d-793a-8574-8fa7a657af83","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:15.337Z","count":1,"fields":[],"object":{"id":"01a22d3c-4925-79d9-93c1-9702716e6d28","kind":"key","name":"runner-of-all"},"outcome":"done","run":null,"sequence":14}', '248686502', 'f9506f318500c34662dd39510ccb8276ebf779f3c952695b4c8698a17bf0f42f');
INSERT INTO "audit_entry" VALUES(15, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:15.359+00', 'key:01a22d3c-380d-793a-8574-8fa7a657af83', 'appconnector.admin-key', '01a22d3c-493e-784f-9cac-9e8c75995f19', 'ended', '{"action":"key.created","actor":{"id":"key:01a22d3c-380d-793a-8574-8fa7a657af83","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:15.359Z","count":1,"fields":[],"object":{"id":"01a22d3c-493e-784f-9cac-9e8c75995f19","kind":"key","name":"ended"},"outcome":"done","run":null,"sequence":15}', '248686502', '45eda381b6dcf20616ebc7d58f3cbc4f8f87d7a5c7776a4b28dd91988c8dc467');
INSERT INTO "audit_entry" VALUES(16, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:15.78+00', 'key:01a22d3c-380d-793a-8574-8fa7a657af83', NULL, '01a22d3c-46a4-7a52-9d3b-f8d4dea26159', 'query', '{"action":"secret.echoed","actor":{"id":"key:01a22d3c-380d-793a-8574-8fa7a657af83","name":null},"address":null,"at":"2026-11-30T16:14:15.780Z","count":1,"fields":[],"object":{"id":"01a22d3c-46a4-7a52-9d3b-f8d4dea26159","kind":"connector","name":"query"},"outcome":"masked","run":"01a22d3c-4ad4-7e27-b8c2-d61eaa3988b3","sequence":16}', '248686502', 'ad38f47b41edd347f262f9950e57ffbda2d2e3122be6f428e3d63babcdf72efa');
INSERT INTO "audit_entry" VALUES(17, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:16.038+00', NULL, NULL, NULL, NULL, '{"action":"authentication.refused","actor":null,"address":"127.0.0.1","at":"2026-11-30T16:14:16.038Z","count":1,"fields":[],"object":null,"outcome":"refused","run":null,"sequence":17}', '248686502', '97c1b287fc94fe89850c8f64a41c4b8b75adc30ccd1e4ca0e2341ac234c0453d');
INSERT INTO "audit_entry" VALUES(18, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:17.755+00', 'key:01a22d3c-380d-793a-8574-8fa7a657af83', 'appconnector.admin-key', '01a22d3c-493e-784f-9cac-9e8c75995f19', 'ended', '{"action":"key.ended","actor":{"id":"key:01a22d3c-380d-793a-8574-8fa7a657af83","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:17.755Z","count":1,"fields":[],"object":{"id":"01a22d3c-493e-784f-9cac-9e8c75995f19","kind":"key","name":"ended"},"outcome":"done","run":null,"sequence":18}', '248686502', '5752d8d8f52bf088031a544de232a5505291d99a1eb34b4d38f8f641e5a26e33');
INSERT INTO "audit_entry" VALUES(19, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:17.799+00', 'key:01a22d3c-380d-793a-8574-8fa7a657af83', 'appconnector.admin-key', '01a22d3c-46c8-77ef-b9e2-5c2b5f107924', 'paused', '{"action":"connector.paused","actor":{"id":"key:01a22d3c-380d-793a-8574-8fa7a657af83","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:17.799Z","count":1,"fields":["/paused"],"object":{"id":"01a22d3c-46c8-77ef-b9e2-5c2b5f107924","kind":"connector","name":"paused"},"outcome":"done","run":null,"sequence":19}', '248686502', '85e9c657dfca3d2c68f83d3ce7afca897bcd08c14c66757aed22f0ac196c3ed5');
INSERT INTO "audit_entry" VALUES(20, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:17.82+00', 'key:01a22d3c-380d-793a-8574-8fa7a657af83', 'appconnector.admin-key', '01a22d3c-476e-718a-8f12-fde3bf627639', 'revoked', '{"action":"connector.revoked","actor":{"id":"key:01a22d3c-380d-793a-8574-8fa7a657af83","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:17.820Z","count":1,"fields":[],"object":{"id":"01a22d3c-476e-718a-8f12-fde3bf627639","kind":"connector","name":"revoked"},"outcome":"done","run":null,"sequence":20}', '248686502', '4e7e70423a46efe9734690ef48d040ce6674c8f31fc6cdee344576edc01a762c');
INSERT INTO "audit_entry" VALUES(21, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:18.209+00', 'key:01a22d3c-380d-793a-8574-8fa7a657af83', 'appconnector.admin-key', '01a22d3c-4789-7a85-831b-3d49ede9a7bb', 'down', '{"action":"run.cancelled","actor":{"id":"key:01a22d3c-380d-793a-8574-8fa7a657af83","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:18.209Z","count":1,"fields":[],"object":{"id":"01a22d3c-4789-7a85-831b-3d49ede9a7bb","kind":"connector","name":"down"},"outcome":"done","run":"01a22d3c-53c9-7614-b21c-427e407c73a8","sequence":21}', '248686502', 'd181d2f22b50a3f689b67eda7f4d570264b8010c37ae4164c14f6b150d42b1c5');
CREATE INDEX "audit_entry_actor" ON "audit_entry"("actor" NULLS LAST, "sequence" NULLS LAST);
CREATE INDEX "audit_entry_actor_name" ON "audit_entry"("actor_name" NULLS LAST, "sequence" NULLS LAST);
CREATE INDEX "audit_entry_object_id" ON "audit_entry"("object_id" NULLS LAST, "sequence" NULLS LAST);
CREATE INDEX "audit_entry_object_name" ON "audit_entry"("object_name" NULLS LAST, "sequence" NULLS LAST);
CREATE INDEX "audit_entry_time" ON "audit_entry"("happened_at" NULLS LAST);
CREATE CACHED TABLE "audit_head"(
    "only_row" INTEGER NOT NULL,
    "sequence" BIGINT NOT NULL,
    "mac" CHARACTER VARYING(64) NOT NULL,
    "removed" BIGINT NOT NULL,
    "removed_mac" CHARACTER VARYING(64) NOT NULL,
    "key_id" CHARACTER VARYING(10) NOT NULL,
    "seal" CHARACTER VARYING(64) NOT NULL
);
ALTER TABLE "audit_head" ADD CONSTRAINT "CONSTRAINT_6" PRIMARY KEY("only_row");
INSERT INTO "audit_head" VALUES(1, 21, 'd181d2f22b50a3f689b67eda7f4d570264b8010c37ae4164c14f6b150d42b1c5', 0, '', '248686502', '0c13bb95c5e10a57027b607fa8cd91bc20406730df7d3615f69c2bbcf3ff8edf');
CREATE CACHED TABLE "ended_session"(
    "id" UUID NOT NULL,
    "expires_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL
);
ALTER TABLE "ended_session" ADD CONSTRAINT "CONSTRAINT_DF" PRIMARY KEY("id");
CREATE CACHED TABLE "delivery"(
    "id" UUID NOT NULL,
    "connector_id" UUID NOT NULL,
    "activity" CHARACTER VARYING(63),
    "method" CHARACTER VARYING(7) NOT NULL,
    "path" CHARACTER VARYING(8192) NOT NULL,
    "caller" CHARACTER VARYING(512) NOT NULL,
    "timeout_ms" BIGINT NOT NULL,
    "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    "replay_of" UUID,
    "trace_parent" CHARACTER VARYING(55),
    "attempts" CHARACTER VARYING NOT NULL,
    "due_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    "claimed_by" UUID,
    "claimed_at" TIMESTAMP(3) WITH TIME ZONE,
    "cancelled" BOOLEAN DEFAULT FALSE NOT NULL,
    "version" BIGINT NOT NULL
);
ALTER TABLE "delivery" ADD CONSTRAINT "CONSTRAINT_31" PRIMARY KEY("id");
INSERT INTO "delivery" VALUES(UUID '01a22d3c-4c79-7602-ad04-10336c91c235', UUID '01a22d3c-4789-7a85-831b-3d49ede9a7bb', NULL, 'POST', '/queued', 'key:01a22d3c-380d-793a-8574-8fa7a657af83', 30000, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:16.185+00', NULL, NULL, '[{"at":"2026-11-30T16:14:16.190Z","durationMs":4,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":1,"totalMs":4}},{"at":"2026-11-30T16:14:16.406Z","durationMs":50,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":2,"totalMs":50}},{"at":"2026-11-30T16:14:16.637Z","durationMs":3,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":1,"totalMs":3}},{"at":"2026-11-30T16:14:16.883Z","durationMs":2,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":1,"totalMs":2}},{"at":"2026-11-30T16:14:17.142Z","durationMs":2,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":0,"totalMs":2}},{"at":"2026-11-30T16:14:17.644Z","durationMs":5,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":0,"totalMs":5}},{"at":"2026-11-30T16:14:18.214Z","durationMs":6,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":1,"totalMs":6}},{"at":"2026-11-30T16:14:18.398Z","durationMs":9,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":2,"totalMs":9}},{"at":"2026-11-30T16:14:19.286Z","durationMs":5,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":4,"totalMs":5}},{"at":"2026-11-30T16:14:19.654Z","durationMs":6,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":4,"totalMs":6}},{"at":"2026-11-30T16:14:20.187Z","durationMs":2,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":0,"totalMs":2}},{"at":"2026-11-30T16:14:21.160Z","durationMs":3,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":0,"totalMs":3}}]', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:21.457+00', NULL, NULL, FALSE, 23);
INSERT INTO "delivery" VALUES(UUID '01a22d3c-4c89-7060-8516-393c2b3305b4', UUID '01a22d3c-4789-7a85-831b-3d49ede9a7bb', NULL, 'GET', '/by-a-key-that-ended', 'key:01a22d3c-493e-784f-9cac-9e8c75995f19', 30000, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:16.201+00', NULL, NULL, '[{"at":"2026-11-30T16:14:16.227Z","durationMs":45,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":2,"totalMs":45}},{"at":"2026-11-30T16:14:16.400Z","durationMs":8,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":2,"totalMs":8}},{"at":"2026-11-30T16:14:16.635Z","durationMs":10,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":1,"connectMs":0,"tlsMs":0,"firstByteMs":2,"totalMs":10}},{"at":"2026-11-30T16:14:17.140Z","durationMs":4,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":2,"totalMs":4}},{"at":"2026-11-30T16:14:17.898Z","durationMs":30,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":1,"totalMs":30}},{"at":"2026-11-30T16:14:18.893Z","durationMs":3,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":2,"totalMs":3}},{"at":"2026-11-30T16:14:19.924Z","durationMs":9,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":2,"totalMs":9}},{"at":"2026-11-30T16:14:20.916Z","durationMs":7,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":4,"totalMs":7}}]', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:21.201+00', NULL, NULL, FALSE, 15);
INSERT INTO "delivery" VALUES(UUID '01a22d3c-52ab-7141-996e-2fe49b6a057e', UUID '01a22d3c-46c8-77ef-b9e2-5c2b5f107924', NULL, 'PUT', '/held', 'key:01a22d3c-380d-793a-8574-8fa7a657af83', 30000, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:17.771+00', NULL, NULL, '[{"at":"2026-11-30T16:14:17.779Z","durationMs":14,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":1,"connectMs":0,"tlsMs":0,"firstByteMs":3,"totalMs":14}}]', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:17.852+00', NULL, NULL, FALSE, 1);
CREATE INDEX "delivery_due" ON "delivery"("connector_id" NULLS LAST, "due_at" NULLS LAST);
CREATE INDEX "delivery_claimed" ON "delivery"("claimed_by" NULLS LAST);
CREATE CACHED TABLE "run_body"(
    "run_id" UUID NOT NULL,
    "sealed_request" BINARY LARGE OBJECT,
    "sealed_result" BINARY LARGE OBJECT,
    "erase_after" TIMESTAMP(3) WITH TIME ZONE
);
ALTER TABLE "run_body" ADD CONSTRAINT "CONSTRAINT_30" PRIMARY KEY("run_id");
INSERT INTO "run_body" VALUES(UUID '01a22d3c-4b79-749a-8d93-24aca53f236a', X'01a22fb3d0f6bd6b9f338eb2a64a09f18d738e1fbcbe0bd68bbf58dbf260eb97d576b043e5b3c0d56b59c85b2a1501838af11808bd3af85c6af7ead70fd7bc8b1e22fec0b9c3da3b703b65b4cd110d5baa468d13570a3c8c658b4c14b39f88431eb41fee0d07fc89e31d718b1edd7be69e6e85f81e5d47ce6153a3725c0b5ac48aac52a86bf437c5c213d78260baf3787a7028417a188c1790c49d', X'01a22fb3d073213048f7d5e603dbe83e9700d80f93ae8fc7fbc0acd1be0026c3760ea0b45d54514d710b0e4806e6d65088dfa8e2d38bb188153aed7a9fa569f175b254e9f81eb4dc24de9d5e8fa0e1e216ce04edfd2cf2da2657ccc53714587796d42bdc5a72b71fc0010a9465e31db700efa2e3995f992ddf223225cd7998e6bcb97b112d435e5f7aa48c295c5b0be2f6ff35c35e4a697f86c60d854ca8a6e272731134776f150af7f7fe94238bc0d0166d6afb95d2b821a68e43b7c7839f271760186c7310fbc9bfa0b152d5c9a85020f49bff7e2a1a70b9675fa9a09846560233bc838383b2c022b951e43fbaa6a7cd5716f539c3fee5b79c8befc4b563cf0ce5f59f41be', TIMESTAMP WITH TIME ZONE '2026-12-07 16:14:15.979+00');
INSERT INTO "run_body" VALUES(UUID '01a22d3c-4ba7-7ec5-ae8e-7b18f437e080', X'01a22fb3d0f6abc53f52536789a34c57cda10dce1de02e5032f2f47b732471473eb5b0725d8e614859c2c99fc0dcd762b39711155c4fd9d1e42bce3f3dd82d0920af2d4e7c837a0c6c7f4fd76e0600b8ae255299b46199793c47e1f1a086cd7d9531eae400c65af7317cb3d5b3873d7dbe98b68c95896b88f757ae162c5fd70f8ef3dcc5', X'01a22fb3d0a989f24ae2a8cc9221a1e898827ae3244616bbbc6861b6bfbc285dcea87cf4b802e9b5120adef513f21229d4bb62130891e8ca5356b3d4b84619d2e63b04308c2d44f9e02316ccd066486fba4755c66b09e9963e616196e3c3cb5a04fbfe3443355f7bebaeeb7ccacffe9d74560c695b6e9cc5c3cb0037507d1b5889bde36ed933ae7c673b54180e8d1257bd5c979fd65fd782f50e7c84fe5d89174fd76d8eee8b0837f611f507d8922c6622a0b3688181bf48dcadd1017bda50f8023a9633e0d9e5e3fd01b9d3c41a58d6f2058638a35493ca745f2ada6d6b533441b907f6aef9b1b0444a61c7e70396ad4369b8b0b6af534992d909dc2d34d2eb9294a0', TIMESTAMP WITH TIME ZONE '2026-12-07 16:14:16.013+00');
INSERT INTO "run_body" VALUES(UUID '01a22d3c-4c79-7602-ad04-10336c91c235', X'01a22fb3d03c32847c765f97359be86fa8ce7a3ecc24b38ed3ae150e6d6ac05033f18fdab8095c6fc71bf8954d1b748ddf0c32b1aa11427354977a7af9a2cf12044016fd1079132f52c0334e6dd7a06aca7f06673ed28eb7a091a58a1a9cc1dc60960713a4f107c1bedf794034a5d104536ca90997942d424384dc1fd1cdaa16025934a931b45a7dd5404619a42ff89d034a55ef', X'01a22fb3d0783fb4de7a359bbbc51edae5d0e779a6c15b08e943f39aea388fa31993ad804d1dc36d3b90be13db56e74975371637dfe76d6a5aae289a3ddd01bc3c60414214f00f68db14b544f563f6fbedd18aa52632a92a4176a903e904ebf591ccaada8802857ab3eb949facb0142f550f149be940c04982d868888b8c1318b3cce05dd0761f82803c0eb1e6b664468cbe70fb8d47a7db02e9f05b68c1ae9f7d4c8fa1dba5af2786b41e46f2d7a41aaebd57e3b747aba9b674b1ed0c48acaa0fb5fd592d1620bad719916cf8c4f78cea66e1965dfc8c1710f9a764094388ce74e859b8ea7f91bc1b8493d024d58bfe741336e34b0bd99f8bc7bacc88f136b3a4e4', NULL);
INSERT INTO "run_body" VALUES(UUID '01a22d3c-4c89-7060-8516-393c2b3305b4', X'01a22fb3d00d9b3678ab2c6a72bc438fc9b28fb5d2d167d3f4b30eecb916c1d425f049fce113fc6d9a829d13540128c90cbd53b2cdb1c85cfc98e56d6808e697832944ac7e98cd8b388a98e92d84742350b8bae2ce508e4f64b8eff9e5cf9dca92d5ddb5e93a7e6a02319c3b62fc79d555660ccc637b219194d62b87120a03', X'01a22fb3d0d332cfeae8288af3dfb2ec4c256be91a619787bf37d75b0561797074b62fdd6a0de986d6ababdbde658ca6ca232ac04b8c208a96d238f835cd368ae2f93fea25088f7a60cf127cf0153ac0a39acdaf54492ccb3cf117a70693ccb961af3919d6737aa99544b305a05abdf1a978cd0ed63f0b64f8c33d713fbde1de78a3d28fdf2cb0c969da75254f1e2dbdf3891eb0b61f323b477be810d7b119331bd491b98048e19dcf80b5e5bb845696d5e1ade8dc7dabc92d3f3d6ad03b4193e55eae8a4e829f6d47d2c999160b60926f3d0f62a416602f39759dc27bc151fd2fe9446e5870c59260c9a3bfe12e3528689b0cb434827100eca57930372dc0d53e7d6d3ec618b5f7877ae523376984', NULL);
INSERT INTO "run_body" VALUES(UUID '01a22d3c-52ab-7141-996e-2fe49b6a057e', X'01a22fb3d0c5d4fdf38b2d297a51be43797b8662971e4e8116c4f282978fdcac40e0e0d4af403217b5b481efedad556d61eaa5ffab0f02ea55fa30b008124c82b453d5d5a1957d677fdd3345760352aed88272bd5a873832189728043bed670c47d93532d40fa586f2b9f0a6326fa195031031fd3a72d1cac08de7553221296e4634', X'01a22fb3d092ee641e6442c5485c36b93f20ee9395f8855be6d100337a09200d90c7b2bc536490c07417dde349ad8dc672812402d3c77bfff382b0b955b1c736e6fab4f25f5360dcb22405c695d8a4b096cc1c1171e9f8ff8532208e9ae6138588b8ea69720a669c1354917313bfe9c212eacb73965a1b6e16e52e2ae169d72a70e7a7072c1cc8d4645608527ddc3b5cac28fa8ead9a24b68e41230eb33cac75a134c4b20173184123557d4c8516ab9f1abecdcda590edea164699e35f93c47d3ae408f4b22ad404e877a1db811d20a7013a0e65c706a2a4f03f3233ff26aff77077a4548b24975bcd22c9843d238edfe227a759436b2f90cbbc28c994bb3c741328', NULL);
INSERT INTO "run_body" VALUES(UUID '01a22d3c-53c9-7614-b21c-427e407c73a8', X'01a22fb3d0f3202299b98f34ef1d290ecee1e72b6ccd720d6a270ee4eeb09d8e687e2fc6b3458ae3d90caef4d25b7b2a577133965ab660dca90245e0b667ae30e679695d17e2acab3dba2707c12bd34c60592669965cb29c1081cab91c38a975f0707fdb89ed9599669f82cbfb1d208b1eae2916e5262c08700f8d', X'01a22fb3d0b94d04243628b67c81e763324c830f054760b8b910f574d213ac478613b03dff30c7d56bef6db4b2ba81b8e74645a223d923c0626410d8ee6dec9c62ca6cacb33dc23474e6e9ab4c46d3cc040b6ad9eeb18408b6615d84a0244cd621d45c8f439739505df0ad40f543208a29aa2bac335b967a2d6d5de66b0ed9433034854e354e9984578209c1c41300a7ca2b3fb9aa6aec576502d582e64fdad9a6690e8a19cc979bdcef1d868d666900536d57586ebb3f5f23273e011640cbc73ccb3a3ee2c17b8c1dccf0ff71bc5dbc7edb6d0e208c64af419ee5f74295610b32cc12dd172814665fab10b69462439f81c156ad4a03c6926562288f50e1235a86bd239303b2d9fec5c80a', TIMESTAMP WITH TIME ZONE '2026-12-07 16:14:18.124+00');
CREATE INDEX "run_body_erase_after" ON "run_body"("erase_after" NULLS LAST);
CREATE CACHED TABLE "node"(
    "id" UUID NOT NULL,
    "started_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    "seen_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL
);
ALTER TABLE "node" ADD CONSTRAINT "CONSTRAINT_33" PRIMARY KEY("id");
CREATE CACHED TABLE "activity"(
    "id" UUID NOT NULL,
    "name" CHARACTER VARYING(63) NOT NULL,
    "connector_id" UUID NOT NULL,
    "definition" CHARACTER VARYING NOT NULL,
    "body" CHARACTER VARYING,
    "version" BIGINT NOT NULL,
    "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    "updated_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL
);
ALTER TABLE "activity" ADD CONSTRAINT "CONSTRAINT_9D" PRIMARY KEY("id");
INSERT INTO "activity" VALUES(UUID '01a22d3c-47b5-7df5-bb0e-ccae55da7eb2', 'open-case', UUID '01a22d3c-467e-7e2b-986e-9546b8cc6c30', '{"description":"","method":"POST","path":"/{object}","headers":{},"timeout":null,"waitForResult":true,"parameters":{"object":{"type":"string","default":"cases"},"subject":{"type":"string","maxLength":255,"required":true}},"select":"$.id"}', '{"subject": "{{subject}}"}', 1, TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:14.965+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:14.965+00');
CREATE INDEX "activity_of_connector" ON "activity"("connector_id" NULLS LAST);
CREATE CACHED TABLE "key_activity"(
    "key_id" UUID NOT NULL,
    "activity_id" UUID NOT NULL
);
ALTER TABLE "key_activity" ADD CONSTRAINT "CONSTRAINT_EE2" PRIMARY KEY("key_id", "activity_id");
INSERT INTO "key_activity" VALUES(UUID '01a22d3c-490d-7243-ab23-2bab637bbe8d', UUID '01a22d3c-47b5-7df5-bb0e-ccae55da7eb2');
CREATE INDEX "key_activity_of_activity" ON "key_activity"("activity_id" NULLS LAST);
CREATE CACHED TABLE "idempotency_key"(
    "key_hash" CHARACTER VARYING(64) NOT NULL,
    "request_mac" CHARACTER VARYING(64) NOT NULL,
    "mac_key_id" CHARACTER VARYING(10) NOT NULL,
    "run_id" UUID NOT NULL,
    "wait_for_result" BOOLEAN NOT NULL,
    "connector_id" UUID NOT NULL,
    "method" CHARACTER VARYING(7) NOT NULL,
    "path" CHARACTER VARYING(8192) NOT NULL,
    "caller" CHARACTER VARYING(512) NOT NULL,
    "timeout_ms" BIGINT NOT NULL,
    "state" CHARACTER VARYING(10) NOT NULL,
    "started_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    "ended_at" TIMESTAMP(3) WITH TIME ZONE,
    "lapses_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    "expires_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    "sealed_answer" BINARY LARGE OBJECT,
    "activity" CHARACTER VARYING(63)
);
ALTER TABLE "idempotency_key" ADD CONSTRAINT "CONSTRAINT_1B6" PRIMARY KEY("key_hash");
INSERT INTO "idempotency_key" VALUES('85c2fd9b51cbc0cd0a1fd14c5a8e953b93ac9dca41d8412e9669d3e1cb265620', '1ec9449482001059537f96276e910bce9d55c9092eb8376348db6b30f1f3e7e0', '248686502', UUID '01a22d3c-52f0-703d-9ef1-463ba802d7ca', TRUE, UUID '01a22d3c-46b5-7af5-87e1-7ea4496f4ab4', 'POST', '/once', 'key:01a22d3c-4925-79d9-93c1-9702716e6d28', 30000, 'succeeded', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:17.845+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:17.853+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:14:52.836+00', TIMESTAMP WITH TIME ZONE '2026-12-01 16:14:17.845+00', X'01a22fb3d0c553530f3f39edd9f89797f141823daf640d392acc2d91c3c1a2619339a3797875438cce6adf517969c10024de4f5ea0193a47cea579e47d447d90b9f6fc8fc1eb47c1c45f37d5bc20a6c9c89a8fcdbbb610bb73cecc099ace758f748b1546215bed8545ade8e4fcce52fa536085b2b44a2a9b90f353249492e52fda3ac2596e4aa5625070bad325b21cd209f5f30fca359419b38cc6dd26612df984b4d36d137c81949e75c98132b0d3eb93a922a0000eeb225737a01e79ef78e1d3446c562f71d74ed012db4e330f52989519fc7e624d374e598be97a15cbe1877630a1784c1be694bf86467ab16b14be14eec454da48a58901815839316fe32d6591214f0515c1dd37ea63baff8b9db30212176e9346bcd3fbf342ea2eb124ea5dd8e1229eea2fca39a8929c2e4b47135cf4b3d4c30c6bfe3fa414a1f98a41fd06bc7e48953396ba4d60ffd5f24f950d0f11a181651f558e70be5789117cf01cc61e', NULL);
CREATE INDEX "idempotency_key_expires_at" ON "idempotency_key"("expires_at" NULLS LAST);
ALTER TABLE "audit_head" ADD CONSTRAINT "CONSTRAINT_64" CHECK("only_row" = 1) NOCHECK;
ALTER TABLE "keyset" ADD CONSTRAINT "CONSTRAINT_BC" CHECK("only_row" = 1) NOCHECK;
ALTER TABLE "change_counter" ADD CONSTRAINT "CONSTRAINT_B0C" CHECK("only_row" = 1) NOCHECK;
ALTER TABLE "derivation_keyset" ADD CONSTRAINT "CONSTRAINT_F7" CHECK("only_row" = 1) NOCHECK;
ALTER TABLE "connector" ADD CONSTRAINT "CONSTRAINT_DD" UNIQUE NULLS DISTINCT ("name_key");
ALTER TABLE "idempotency_key" ADD CONSTRAINT "CONSTRAINT_1B68" UNIQUE NULLS DISTINCT ("run_id");
ALTER TABLE "api_key" ADD CONSTRAINT "CONSTRAINT_D04" UNIQUE NULLS DISTINCT ("key_hash");
ALTER TABLE "activity" ADD CONSTRAINT "CONSTRAINT_9D4" UNIQUE NULLS DISTINCT ("name");
ALTER TABLE "activity" ADD CONSTRAINT "CONSTRAINT_9D4B" FOREIGN KEY("connector_id") REFERENCES "connector"("id") NOCHECK;
ALTER TABLE "key_connector" ADD CONSTRAINT "CONSTRAINT_9" FOREIGN KEY("key_id") REFERENCES "api_key"("id") NOCHECK;
ALTER TABLE "key_connector" ADD CONSTRAINT "CONSTRAINT_9E" FOREIGN KEY("connector_id") REFERENCES "connector"("id") NOCHECK;
ALTER TABLE "key_activity" ADD CONSTRAINT "CONSTRAINT_EE" FOREIGN KEY("activity_id") REFERENCES "activity"("id") ON DELETE CASCADE NOCHECK;
ALTER TABLE "run" ADD CONSTRAINT "CONSTRAINT_1B" FOREIGN KEY("connector_id") REFERENCES "connector"("id") NOCHECK;
ALTER TABLE "key_activity" ADD CONSTRAINT "CONSTRAINT_E" FOREIGN KEY("key_id") REFERENCES "api_key"("id") NOCHECK;
