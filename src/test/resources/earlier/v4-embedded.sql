-- Made by 379c178, whose schema was V4; what its callers kept:
-- ended=2026-11-30T16:13:52Z
-- audit.entries=19
-- connector.basic=01a22d3b-d177-75a0-b673-f5f6d3949c05
-- connector.down=01a22d3b-d384-7d29-b0a2-d0601064d8b7
-- connector.header=01a22d3b-d28c-7d33-b2ff-cdc176270a06
-- connector.open=01a22d3b-d309-7d0d-b2ed-fb0e5dfe2f1c
-- connector.paused=01a22d3b-d349-70fc-aaad-2986ca600ac9
-- connector.query=01a22d3b-d2b8-7c57-887b-7f8efb02ba11
-- connector.revoked=01a22d3b-d361-7fd0-8959-7ee706a1aae5
-- connector.token=01a22d3b-d245-7a1f-95c7-8a8bc63c7085
-- key.auditor=ac_0uc4YzZ0dkYV4v39P4jZ2TqO0zHhJgmF4eBRlIrRWfg
-- key.designer=ac_LKqzXP-fKbY3PuQ2oiocV8EbQsDIGfF3aETnWKfzM4g
-- key.ended=ac_8GUtin6--I6uxDe8wTKjTtKnRyWiz6fNAw0MLI3rEhw
-- key.runner=ac_igr7ieKpxTJIRE0Ae4L-yPKXwbVBnDD9AduhMjtH6ms
-- key.runner-of-all=ac_MvNskl3m2JSNZ7Tgunc_KI8FyMaKcTZp5U_uF1l1goY
-- run.delivered=01a22d3b-d5e5-7917-adbb-4b015a91c79a
-- run.queued.ended-key=01a22d3b-d816-7d19-9622-7cb3c41ce141
-- run.queued.paused=01a22d3b-de94-7b0a-9d08-7ed85a3dda57
-- run.queued.post=01a22d3b-d7e7-726e-9df5-6731591ad847
-- run.rejected=01a22d3b-d60f-7ae6-b84f-90d81c0eefb3
-- run.waited.basic=01a22d3b-d4a9-7d35-ac0d-d74d5597fb47
-- run.waited.header=01a22d3b-d559-7d05-a335-9d1c40ed4c32
-- run.waited.open=01a22d3b-d588-7b5f-8080-ae55fa9e0de2
-- run.waited.query=01a22d3b-d56f-7b04-945d-c23a2b227928
-- run.waited.revoked=01a22d3b-d598-7305-a9bf-bc369a6a9572
-- run.waited.token=01a22d3b-d542-7737-8c0f-eb7d4917441a
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
INSERT INTO "flyway_schema_history" VALUES(-1, NULL, '<< Flyway Schema History table created >>', 'TABLE', '', NULL, 'appconnector', TIMESTAMP '2026-11-30 16:13:38.40214', 0, TRUE);
INSERT INTO "flyway_schema_history" VALUES(1, '1', 'connectors runs and callers', 'SQL', 'V1__connectors_runs_and_callers.sql', -1247908145, 'appconnector', TIMESTAMP '2026-11-30 16:13:38.649593', 71, TRUE);
INSERT INTO "flyway_schema_history" VALUES(2, '2', 'roles and scopes of keys', 'SQL', 'V2__roles_and_scopes_of_keys.sql', -1608515530, 'appconnector', TIMESTAMP '2026-11-30 16:13:38.805139', 128, TRUE);
INSERT INTO "flyway_schema_history" VALUES(3, '3', 'audit', 'SQL', 'V3__audit.sql', 1707786348, 'appconnector', TIMESTAMP '2026-11-30 16:13:38.835838', 17, TRUE);
INSERT INTO "flyway_schema_history" VALUES(4, '4', 'ended sessions', 'SQL', 'V4__ended_sessions.sql', 1531980212, 'appconnector', TIMESTAMP '2026-11-30 16:13:38.854562', 5, TRUE);
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
INSERT INTO "connector" VALUES(UUID '01a22d3b-d177-75a0-b673-f5f6d3949c05', 'basic', 'basic', 'basic', 'http://basic.example:8099/api', '{"auth":{"type":"basic","username":"clerk"},"headers":{},"limits":{"maxConcurrent":50,"callsPerSecond":null,"maxResponseBytes":10485760},"delivery":{"maxAge":2592000000,"maxAttempts":200,"firstDelay":100,"maxDelay":1000,"repeat":"any"}}', '{"auth/password":{"version":1,"changedAt":"2026-11-30T16:13:44.735Z","ciphertext":"AfqPK2V0RQNWCjOses1x1dA+PjwSboRqU2Vsg2t+vsJSTtM8NpG0x8Vbkj7tuGE78Avr06c5"}}', 'live', 1, TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:44.701+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:44.701+00', NULL, TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.655+00');
INSERT INTO "connector" VALUES(UUID '01a22d3b-d245-7a1f-95c7-8a8bc63c7085', 'token', 'token', 'token', 'http://token.example:8099/api', '{"auth":{"type":"token","prefix":"Token"},"headers":{"X-Client":"old"},"limits":{"maxConcurrent":7,"callsPerSecond":null,"maxResponseBytes":10485760},"delivery":{"maxAge":2592000000,"maxAttempts":200,"firstDelay":100,"maxDelay":1000,"repeat":"any"}}', '{"auth/value":{"version":1,"changedAt":"2026-11-30T16:13:44.911Z","ciphertext":"AfqPK2Va3odzk/MKV1i+Gcw5x4UKNEtgc1qzCplBpIA0ATf8CsqYSaUYu4A3n69Ikve0Q/Qb"},"secretHeaders/X-Org-Key":{"version":1,"changedAt":"2026-11-30T16:13:44.911Z","ciphertext":"AfqPK2Uke7tYbH13FoB8IGd9z96RMQO7ELnG6wD8mjWx6o6CinCKnEoqBy18FzVqxDDHCQ=="}}', 'live', 1, TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:44.901+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:44.901+00', NULL, TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:46.27+00');
INSERT INTO "connector" VALUES(UUID '01a22d3b-d28c-7d33-b2ff-cdc176270a06', 'header', 'header', 'header', 'http://header.example:8099/api', '{"auth":{"type":"api-key","in":"header","name":"X-Key"},"headers":{},"limits":{"maxConcurrent":50,"callsPerSecond":null,"maxResponseBytes":10485760},"delivery":{"maxAge":2592000000,"maxAttempts":200,"firstDelay":100,"maxDelay":1000,"repeat":"any"}}', '{"auth/value":{"version":1,"changedAt":"2026-11-30T16:13:44.977Z","ciphertext":"AfqPK2UOsl4FW/Zr8kEAbV0UnJPGztxHZLf4n9tj7qL+nArJXyaUQmCtYZ68zaSV/nM43xs="}}', 'live', 1, TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:44.973+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:44.973+00', NULL, TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.704+00');
INSERT INTO "connector" VALUES(UUID '01a22d3b-d2b8-7c57-887b-7f8efb02ba11', 'query', 'query', 'query', 'http://query.example:8099/api', '{"auth":{"type":"api-key","in":"query","name":"key"},"headers":{},"limits":{"maxConcurrent":50,"callsPerSecond":null,"maxResponseBytes":10485760},"delivery":{"maxAge":2592000000,"maxAttempts":200,"firstDelay":100,"maxDelay":1000,"repeat":"any"}}', '{"auth/value":{"version":1,"changedAt":"2026-11-30T16:13:45.018Z","ciphertext":"AfqPK2WJrAi67SZqiFW9F/7G/TBrOr07p124oY7OQ3F0Eq85TTDxFxTnNj7J5Ku6IOKjptM="}}', 'live', 1, TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.017+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.017+00', NULL, TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.728+00');
INSERT INTO "connector" VALUES(UUID '01a22d3b-d309-7d0d-b2ed-fb0e5dfe2f1c', 'open', 'open', 'open', 'http://open.example:8099/api', '{"auth":{"type":"none"},"headers":{},"limits":{"maxConcurrent":50,"callsPerSecond":null,"maxResponseBytes":10485760},"delivery":{"maxAge":2592000000,"maxAttempts":200,"firstDelay":100,"maxDelay":1000,"repeat":"any"}}', '{}', 'live', 1, TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.097+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.097+00', NULL, TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.975+00');
INSERT INTO "connector" VALUES(UUID '01a22d3b-d349-70fc-aaad-2986ca600ac9', 'paused', 'paused', 'paused', 'http://paused.example:8099/api', '{"auth":{"type":"token","prefix":"Bearer"},"headers":{},"limits":{"maxConcurrent":50,"callsPerSecond":null,"maxResponseBytes":10485760},"delivery":{"maxAge":2592000000,"maxAttempts":200,"firstDelay":100,"maxDelay":1000,"repeat":"any"}}', '{"auth/value":{"version":1,"changedAt":"2026-11-30T16:13:45.162Z","ciphertext":"AfqPK2UdbH0ha867g+TIwNjRYg/KVKdRoYgzUttmLXig29tCw6LEagIjBxhEYu8dVxc4SaDxNw=="}}', 'paused', 2, TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.161+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:48.074+00', NULL, TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:48.083+00');
INSERT INTO "connector" VALUES(UUID '01a22d3b-d361-7fd0-8959-7ee706a1aae5', 'revoked', NULL, 'revoked', 'http://revoked.example:8099/api', '{"auth":{"type":"token","prefix":"Bearer"},"headers":{},"limits":{"maxConcurrent":50,"callsPerSecond":null,"maxResponseBytes":10485760},"delivery":{"maxAge":2592000000,"maxAttempts":200,"firstDelay":100,"maxDelay":1000,"repeat":"any"}}', NULL, 'revoked', 2, TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.185+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:48.126+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:48.126+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.815+00');
INSERT INTO "connector" VALUES(UUID '01a22d3b-d384-7d29-b0a2-d0601064d8b7', 'down', 'down', 'down', 'http://down.example:8099/api', '{"auth":{"type":"basic","username":"clerk"},"headers":{},"limits":{"maxConcurrent":50,"callsPerSecond":null,"maxResponseBytes":10485760},"delivery":{"maxAge":2592000000,"maxAttempts":200,"firstDelay":100,"maxDelay":1000,"repeat":"any"}}', '{"auth/password":{"version":1,"changedAt":"2026-11-30T16:13:45.221Z","ciphertext":"AfqPK2VxCQwn29G0eH6lSqT8G6Kz/zjWBuBRGjq3VVRxoSDnd/Z5jyn9AElac1tCLJt4p/E="}}', 'live', 1, TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.22+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.22+00', NULL, TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:50.62+00');
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
    "next_attempt_at" TIMESTAMP(3) WITH TIME ZONE,
    "replay_of" UUID,
    "attempts" CHARACTER VARYING NOT NULL,
    "sealed_request" BINARY LARGE OBJECT,
    "sealed_result" BINARY LARGE OBJECT,
    "claimed_by" UUID,
    "claimed_until" TIMESTAMP(3) WITH TIME ZONE,
    "version" BIGINT NOT NULL
);
ALTER TABLE "run" ADD CONSTRAINT "CONSTRAINT_1" PRIMARY KEY("id");
INSERT INTO "run" VALUES(UUID '01a22d3b-d5e5-7917-adbb-4b015a91c79a', UUID '01a22d3b-d245-7a1f-95c7-8a8bc63c7085', NULL, 'POST', '/delivered', 'key:01a22d3b-d459-70ba-b856-3a6dd8953b9d', FALSE, 30000, 'succeeded', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.831+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:46.27+00', NULL, NULL, '[{"at":"2026-11-30T16:13:46.122Z","durationMs":147,"outcome":"answered","status":200,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":3,"totalMs":147}}]', X'01fa8f2b65b5b621e99dcd54e816148545fc02cfb85145c463019356347ee11a8d4b5e4c62c9271d822c0f648649a10e9612e6d41b8a7a648d7706500516792eaa73ff4c3449b4866c9a164d7633e4851e5239a482fb0ffac265316325aa02312ef3a951521df5df658216a351e7d8bb7a9e54c0ac65735311cadb40b21049c1d9b6d2b003e036d326332ac0ecbe740c7e94c54cfffc9a0327baa4', X'01fa8f2b65176ab2dba3767e4da0d6a37ae5347b4909979e0743fcfbb4d593b7f9e671cf12b36636e914894cdee405d23faa0b7c139e2e60d0800d09b41b8c6c295364bf5664e6e320500f2add996d95728418da46368f11ff3822b9a64ac588ccd7dd148e66829b589b00698a2b73869b8e086582fd29b9a4453859125205cfd23876fa4d69879ba5b012a4e9e20e027060bbc2fe23d4ce0c24b8e0954ab5cbc9879e0e9f8a7f8042bf88e9bad81a0b8e681c5847cc99c75e939344736fea452387ed61b2ea4535e004350f824cd375a0192ed1a273a5df17d771a57885a0503eaa99828cdde2251018837a0cef96fcfc89c11872001adf6ff440d8aa307e4433fe7c83f863', NULL, NULL, 2);
INSERT INTO "run" VALUES(UUID '01a22d3b-d60f-7ae6-b84f-90d81c0eefb3', UUID '01a22d3b-d309-7d0d-b2ed-fb0e5dfe2f1c', NULL, 'POST', '/nowhere', 'key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8', FALSE, 30000, 'rejected', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.871+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:46.017+00', NULL, NULL, '[{"at":"2026-11-30T16:13:45.928Z","durationMs":46,"outcome":"answered","status":404,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":3,"totalMs":46}}]', X'01fa8f2b659f1c2c51e167e20e2d6cb7726e2253955747ff9807f5243a206c500b1e2e36fec9cec23d7f19dbd751658ebd59ce6f37828c28ccdba1d579e8cc84fa10230b23514c7e739b2a5f92ff38ffa5ebc9cf6848c0820cffb7a6acbb114f7aa291c07d96ea94e18a6d97d0e10796da759f7863913ebfd3ac2d10883a6817a8acc223', X'01fa8f2b65182ee36d309c7de98a3245a2cddb665a12ee1795df35c8fbc3cddee904c1625ca9312f6950dc29fc6ff4ec51af3ed180b56c5052d6d2ac64387155c04581cac95f6bcb81626889357269fc240e47730a15132e4544a1553c07ccc035d625944690ba1d24b76d6fb912af6007a8b2c2d22ed5e67be2cc11209959459f017f27aa72bfb61861f17e2a03e472d98da18216385e0449995ecd9324e22722e6ed74772e19372adfe735beeb2f35f70ddb2827000d2b238ee382ba435d3029b9052d11526fa37d99d6ec467a1095229b568372badd761ff713af2f07fcfc0cd67b505c68a9608af3651e393e67afd4005685e645b765c03ba537c02cf10e50b8ce', NULL, NULL, 2);
INSERT INTO "run" VALUES(UUID '01a22d3b-d4a9-7d35-ac0d-d74d5597fb47', UUID '01a22d3b-d177-75a0-b673-f5f6d3949c05', NULL, 'GET', '/waited', 'key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8', TRUE, 30000, 'succeeded', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.51+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.655+00', NULL, NULL, '[{"at":"2026-11-30T16:13:45.510Z","durationMs":145,"outcome":"answered","status":200,"detail":null,"timings":{"queueMs":5,"dnsMs":6,"connectMs":0,"tlsMs":0,"firstByteMs":5,"totalMs":145}}]', NULL, NULL, NULL, NULL, 0);
INSERT INTO "run" VALUES(UUID '01a22d3b-d542-7737-8c0f-eb7d4917441a', UUID '01a22d3b-d245-7a1f-95c7-8a8bc63c7085', NULL, 'GET', '/waited', 'key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8', TRUE, 30000, 'succeeded', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.665+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.682+00', NULL, NULL, '[{"at":"2026-11-30T16:13:45.665Z","durationMs":17,"outcome":"answered","status":200,"detail":null,"timings":{"queueMs":1,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":0,"totalMs":17}}]', NULL, NULL, NULL, NULL, 0);
INSERT INTO "run" VALUES(UUID '01a22d3b-d559-7d05-a335-9d1c40ed4c32', UUID '01a22d3b-d28c-7d33-b2ff-cdc176270a06', NULL, 'GET', '/waited', 'key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8', TRUE, 30000, 'succeeded', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.688+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.704+00', NULL, NULL, '[{"at":"2026-11-30T16:13:45.688Z","durationMs":16,"outcome":"answered","status":200,"detail":null,"timings":{"queueMs":1,"dnsMs":1,"connectMs":0,"tlsMs":0,"firstByteMs":1,"totalMs":16}}]', NULL, NULL, NULL, NULL, 0);
INSERT INTO "run" VALUES(UUID '01a22d3b-d56f-7b04-945d-c23a2b227928', UUID '01a22d3b-d2b8-7c57-887b-7f8efb02ba11', NULL, 'GET', '/waited', 'key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8', TRUE, 30000, 'succeeded', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.71+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.728+00', NULL, NULL, '[{"at":"2026-11-30T16:13:45.710Z","durationMs":18,"outcome":"answered","status":200,"detail":null,"timings":{"queueMs":1,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":0,"totalMs":18}}]', NULL, NULL, NULL, NULL, 0);
INSERT INTO "run" VALUES(UUID '01a22d3b-d588-7b5f-8080-ae55fa9e0de2', UUID '01a22d3b-d309-7d0d-b2ed-fb0e5dfe2f1c', NULL, 'GET', '/waited', 'key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8', TRUE, 30000, 'succeeded', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.735+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.746+00', NULL, NULL, '[{"at":"2026-11-30T16:13:45.735Z","durationMs":11,"outcome":"answered","status":200,"detail":null,"timings":{"queueMs":1,"dnsMs":1,"connectMs":0,"tlsMs":0,"firstByteMs":0,"totalMs":11}}]', NULL, NULL, NULL, NULL, 0);
INSERT INTO "run" VALUES(UUID '01a22d3b-d598-7305-a9bf-bc369a6a9572', UUID '01a22d3b-d361-7fd0-8959-7ee706a1aae5', NULL, 'GET', '/waited', 'key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8', TRUE, 30000, 'succeeded', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.75+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.764+00', NULL, NULL, '[{"at":"2026-11-30T16:13:45.750Z","durationMs":14,"outcome":"answered","status":200,"detail":null,"timings":{"queueMs":2,"dnsMs":2,"connectMs":0,"tlsMs":0,"firstByteMs":1,"totalMs":14}}]', NULL, NULL, NULL, NULL, 0);
INSERT INTO "run" VALUES(UUID '01a22d3b-d5b1-793b-9ef1-8b3f257a140c', UUID '01a22d3b-d245-7a1f-95c7-8a8bc63c7085', NULL, 'GET', '/nowhere', 'key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8', TRUE, 30000, 'rejected', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.773+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.794+00', NULL, NULL, '[{"at":"2026-11-30T16:13:45.773Z","durationMs":21,"outcome":"answered","status":404,"detail":null,"timings":{"queueMs":5,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":14,"totalMs":21}}]', NULL, NULL, NULL, NULL, 0);
INSERT INTO "run" VALUES(UUID '01a22d3b-d5d2-77da-a069-884ea9a48874', UUID '01a22d3b-d361-7fd0-8959-7ee706a1aae5', NULL, 'GET', '/ended-with-it', 'key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8', TRUE, 30000, 'succeeded', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.804+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.815+00', NULL, NULL, '[{"at":"2026-11-30T16:13:45.804Z","durationMs":11,"outcome":"answered","status":200,"detail":null,"timings":{"queueMs":7,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":0,"totalMs":11}}]', NULL, NULL, NULL, NULL, 0);
INSERT INTO "run" VALUES(UUID '01a22d3b-d7e7-726e-9df5-6731591ad847', UUID '01a22d3b-d384-7d29-b0a2-d0601064d8b7', NULL, 'POST', '/queued', 'key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8', FALSE, 30000, 'queued', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:46.348+00', NULL, TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:50.973+00', NULL, '[{"at":"2026-11-30T16:13:46.378Z","durationMs":81,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":60,"totalMs":81}},{"at":"2026-11-30T16:13:46.574Z","durationMs":2,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":1,"totalMs":2}},{"at":"2026-11-30T16:13:47.571Z","durationMs":5,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":4,"totalMs":5}},{"at":"2026-11-30T16:13:48.577Z","durationMs":14,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":1,"totalMs":14}},{"at":"2026-11-30T16:13:49.575Z","durationMs":49,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":1,"totalMs":49}},{"at":"2026-11-30T16:13:50.571Z","durationMs":2,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":1,"totalMs":2}}]', X'01fa8f2b65018a9b7945d291909cb1a6157107106d3266de5fcc418488f8e677e4c88b87c57ac80c414220bb61f4367ce4d4e80a8ee39aef924fa46da256f05ed7cf59d7348e595941681e52b9461b1a176213f8c8ed37e8f7ed7916012f9f589771b779a1c83e9a4d770781abf0b7efd0821da0efbf6ec1eae7b66c9820686c0d3148635cfca67437138d83b83f83a7d1d45b1f', X'01fa8f2b65f1dc5dbed5a048c0c9c37f7fc7dfdf4ef52fd858ae831d2f9f71610c5b0d2b9971f41d91073f77176741a5c98042e1b41c629fdffe301ad6202fd0c3b440b9a4901750165aa22dd9b637812f3a4939e7f612a5cac69c031a10c4f30b3c6838228c50bbbc2b405758dfcf8503fdcb92c309d22433d3d8bd3831de6d157e5b1226b1dfb74c749ce8e7467111ac4b5a1c5b27650cdb727046df2c5d025812039345ed40d1ffa14d9e5bf533ef94b567fe71743c76fa437f52d80431ddf7484621c0ee2fd9010b5662497168263793e6ecc6d804fdf976dcc7b6d6caa4e0507d64b65b354c5a65f63c630b3fa0fbd23a233943bbe4cedd94800c4c0bcc9afa', NULL, NULL, 12);
INSERT INTO "run" VALUES(UUID '01a22d3b-d816-7d19-9622-7cb3c41ce141', UUID '01a22d3b-d384-7d29-b0a2-d0601064d8b7', NULL, 'GET', '/by-a-key-that-ended', 'key:01a22d3b-d463-7ae6-8e25-64cc4bba2d43', FALSE, 30000, 'queued', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:46.391+00', NULL, TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:50.705+00', NULL, '[{"at":"2026-11-30T16:13:46.484Z","durationMs":43,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":13,"totalMs":43}},{"at":"2026-11-30T16:13:47.571Z","durationMs":141,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":1,"tlsMs":0,"firstByteMs":136,"totalMs":141}},{"at":"2026-11-30T16:13:48.574Z","durationMs":23,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":9,"connectMs":0,"tlsMs":0,"firstByteMs":0,"totalMs":23}},{"at":"2026-11-30T16:13:49.573Z","durationMs":5,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":3,"totalMs":5}},{"at":"2026-11-30T16:13:50.571Z","durationMs":48,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":2,"totalMs":48}}]', X'01fa8f2b6569272b163df13f1b841c39e4413a553363c3afd850148abad4b2a1d8ccda6db302f70972e234d8336669393a72662967bb37d98d04937eb39e25a57fd557fdc6d0190d5329bfb634044ba03cd8d7fcbe54e5933bed4c8c75047e017079e6fb6b87328dd91236e10b8707c432eb8175e6836e4669f24b970ed8b9', X'01fa8f2b65b0ab6f0add6eaa964e5bec2d37e441565b4b021c4d32a05b2f1202c79f2a941d734453d162fd745e2dc03dc9e7043dffbe5f52b0c626bf4e23e1a64f3b1a6143409dd3e89fd821ac4a940cd955d24bfcdece64a4da34094887a0719360d31aca9cce09181d842e44fb0275e7b22a6e51670d489276277e3dd17bcc39b1b59e0380ba37d680f991ef4a42de6c1a8b69b12a399d5a2cc82728e82ef89cc195e70a37bac3ab0aff28bf6cfad71910a7d25decea365978652b37db7141f13e0789a9362036f05cd9e64327dc6cef0e2a85b3e2d87535e829d9ed36a2be28ec55f09b5d5965cf6e9966a685e2951421824c4c0bce1a0d08e734dac07cc626a66e9dc52a98168189b7131c1c1f', NULL, NULL, 10);
INSERT INTO "run" VALUES(UUID '01a22d3b-d7b6-7022-8dd2-b07865cf370d', UUID '01a22d3b-d384-7d29-b0a2-d0601064d8b7', NULL, 'GET', '/x', 'key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8', TRUE, 30000, 'rejected', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:46.297+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:46.326+00', NULL, NULL, '[{"at":"2026-11-30T16:13:46.297Z","durationMs":29,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":4,"dnsMs":4,"connectMs":0,"tlsMs":0,"firstByteMs":0,"totalMs":29}}]', NULL, NULL, NULL, NULL, 0);
INSERT INTO "run" VALUES(UUID '01a22d3b-de94-7b0a-9d08-7ed85a3dda57', UUID '01a22d3b-d349-70fc-aaad-2986ca600ac9', NULL, 'PUT', '/held', 'key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8', FALSE, 30000, 'queued', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:48.056+00', NULL, TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:58.59+00', NULL, '[{"at":"2026-11-30T16:13:48.065Z","durationMs":16,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":1,"tlsMs":0,"firstByteMs":3,"totalMs":16}}]', X'01fa8f2b65672d96ae10d360f0df5d5bfe023915abcb4e5a1dad31d5d2bf64f82c667161feb51a6c447b75b7463f3eee5df116e7212ff3898b2fb152d415efbf81e452981aeb42f534a727fcc51e4e3e3679baeaec85b136090b130c6dafad6da1ab73f79bf051be03a61fa251384eff86005ef584bc8608010746c7d519fa298f93', X'01fa8f2b654f28b81a8890ccf863a883c1114e20a548f8b79a8544729a46aa4b7defdf1d5213601be7ad7d836a3a541cda13d8b4fe2c8a671318fb14b957877aa32fb5a875647b5c874f043adcc8c7653fe43977ea03ec7c6197ca70d86abbaecd7a2a9ec12c09aee46a313c36b94482a92789e7464cd9f7aa7f4f8e6de560647a8f8fffb7ff63ab744ed13474238ff5cb490aaf4133793d52136adfdb05a5fcc48ebbfc98d430161a93b81656974edb263bda465cb1c074bf119760fd1cf37183ad9d106c68e994db528bcccbf1798d43c51881595fefef3a216f889af4b6f1d33b1b99f09b2e026572c00210c26194046dcab1c3b2d2d32a9f06d5baf7add8e472', NULL, NULL, 4);
CREATE INDEX "run_due" ON "run"("state" NULLS LAST, "next_attempt_at" NULLS LAST);
CREATE INDEX "run_claimed" ON "run"("state" NULLS LAST, "claimed_until" NULLS LAST);
CREATE INDEX "run_of_connector" ON "run"("connector_id" NULLS LAST, "state" NULLS LAST);
CREATE CACHED TABLE "key_connector"(
    "key_id" UUID NOT NULL,
    "connector_id" UUID NOT NULL
);
ALTER TABLE "key_connector" ADD CONSTRAINT "CONSTRAINT_9EA" PRIMARY KEY("key_id", "connector_id");
INSERT INTO "key_connector" VALUES(UUID '01a22d3b-d44e-7065-8838-85e813f389e9', UUID '01a22d3b-d177-75a0-b673-f5f6d3949c05');
CREATE CACHED TABLE "keyset"(
    "only_row" INTEGER NOT NULL,
    "wrapped" CHARACTER VARYING NOT NULL,
    "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL
);
ALTER TABLE "keyset" ADD CONSTRAINT "CONSTRAINT_B" PRIMARY KEY("only_row");
INSERT INTO "keyset" VALUES(1, 'EogBK3Uqg+r76BbzhXXyflqsGMws2t7ehLXtczkYHPk2FUn6sAuhnQmHLakQ3lRCw1j4n2e4DuuTIApPfaiK/OW+7lUdlckjTvnFpBTc+p2vSNyocbFBe9zqXsQ1daIFQKomHsZEGtfccNTmo2tYN/s7MVqaHtMQf7yarynr8tWNZnaoniggavgppg==', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:39.048+00');
CREATE CACHED TABLE "change_counter"(
    "only_row" INTEGER NOT NULL,
    "changes" BIGINT NOT NULL
);
ALTER TABLE "change_counter" ADD CONSTRAINT "CONSTRAINT_B0" PRIMARY KEY("only_row");
INSERT INTO "change_counter" VALUES(1, 17);
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
INSERT INTO "api_key" VALUES(UUID '01a22d3b-bbae-7be8-8ac7-1b696b384cb8', 'appconnector.admin-key', 'admin', 'cd09f5c3832db2e7d327bca1c9b3aff7fad80f84295d57ecf193107179cfad8c', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:39.118+00', NULL, TRUE, TRUE, TRUE, NULL, TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:51.186+00');
INSERT INTO "api_key" VALUES(UUID '01a22d3b-d3d3-7a25-8df8-2cda02dc6b06', 'designer', 'designer', 'ddeee6b0812413875c6f63f228aaee06d33d4bd0ef64ae638197b28ea2ba4906', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.298+00', NULL, TRUE, TRUE, FALSE, NULL, NULL);
INSERT INTO "api_key" VALUES(UUID '01a22d3b-d435-7be3-b377-a3f3e9d2e208', 'auditor', 'auditor', '295f6c0f065400287549449f3ab84d98cccbeadfb95ddcbe0b1dceb9b8f29919', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.396+00', NULL, TRUE, TRUE, FALSE, NULL, NULL);
INSERT INTO "api_key" VALUES(UUID '01a22d3b-d44e-7065-8838-85e813f389e9', 'runner', 'runner', '82308a480c2e9e202a78a7424c0d686303b3bb744459dff87618f9586f6c8d51', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.42+00', NULL, FALSE, FALSE, FALSE, NULL, NULL);
INSERT INTO "api_key" VALUES(UUID '01a22d3b-d459-70ba-b856-3a6dd8953b9d', 'runner-of-all', 'runner', 'b910f47f666d05770f33e3d985f6c4c75b5abf55cf711ba562509b3c0527495e', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.433+00', NULL, TRUE, FALSE, FALSE, NULL, TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.824+00');
INSERT INTO "api_key" VALUES(UUID '01a22d3b-d463-7ae6-8e25-64cc4bba2d43', 'ended', 'runner', 'db60aa2313d3b2bb7bb896acd19c6a2f1f615a8e98edf9dfdc7cb46ea7987e80', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.443+00', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:48.028+00', TRUE, FALSE, FALSE, NULL, TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:46.388+00');
CREATE CACHED TABLE "derivation_keyset"(
    "only_row" INTEGER NOT NULL,
    "wrapped" CHARACTER VARYING NOT NULL,
    "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL
);
ALTER TABLE "derivation_keyset" ADD CONSTRAINT "CONSTRAINT_F" PRIMARY KEY("only_row");
INSERT INTO "derivation_keyset" VALUES(1, 'Eo0ByGhR98VdzPMhESPhnpr6c6NEZO7N9vV9iL9IbIACe8u8x2NE1dZCGOtLwB0sLlTVrV7UiwWdu97RXi0niHuI2rCrILpDB3l58gvmHX5PAxumjauLMnMBxXFtOgT/SHzHHJwjUzUvHcdqFrzC9GbS+LYHNw5Wrb7mKXyUjPtoQIg5hukHlxBMUoukK6RJ', TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:39.086+00');
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
INSERT INTO "audit_entry" VALUES(1, TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:39.12+00', 'appconnector', NULL, '01a22d3b-bbae-7be8-8ac7-1b696b384cb8', 'appconnector.admin-key', '{"action":"key.created","actor":{"id":"appconnector","name":null},"address":null,"at":"2026-11-30T16:13:39.120Z","count":1,"fields":[],"object":{"id":"01a22d3b-bbae-7be8-8ac7-1b696b384cb8","kind":"key","name":"appconnector.admin-key"},"outcome":"done","run":null,"sequence":1}', '3912151918', '0612aa39088aef102593ac3329f118ade669c810b9176f3f7662ddc03d02c641');
INSERT INTO "audit_entry" VALUES(2, TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:44.829+00', 'key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8', 'appconnector.admin-key', '01a22d3b-d177-75a0-b673-f5f6d3949c05', 'basic', '{"action":"connector.created","actor":{"id":"key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:13:44.829Z","count":1,"fields":[],"object":{"id":"01a22d3b-d177-75a0-b673-f5f6d3949c05","kind":"connector","name":"basic"},"outcome":"done","run":null,"sequence":2}', '3912151918', 'f307a8f130128f2a5f9342f539fa7ec26ada3341c5a21052d66944e4837a7570');
INSERT INTO "audit_entry" VALUES(3, TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:44.919+00', 'key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8', 'appconnector.admin-key', '01a22d3b-d245-7a1f-95c7-8a8bc63c7085', 'token', '{"action":"connector.created","actor":{"id":"key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:13:44.919Z","count":1,"fields":[],"object":{"id":"01a22d3b-d245-7a1f-95c7-8a8bc63c7085","kind":"connector","name":"token"},"outcome":"done","run":null,"sequence":3}', '3912151918', '4e07f6c943cbbb33d1fc596f91185459be494dac206b206d9213226fc76af8e7');
INSERT INTO "audit_entry" VALUES(4, TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:44.986+00', 'key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8', 'appconnector.admin-key', '01a22d3b-d28c-7d33-b2ff-cdc176270a06', 'header', '{"action":"connector.created","actor":{"id":"key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:13:44.986Z","count":1,"fields":[],"object":{"id":"01a22d3b-d28c-7d33-b2ff-cdc176270a06","kind":"connector","name":"header"},"outcome":"done","run":null,"sequence":4}', '3912151918', '11cb4a1491250b3bddfc9d7789929caedd010e47e9a7eedf4f30024006fc1cb1');
INSERT INTO "audit_entry" VALUES(5, TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.027+00', 'key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8', 'appconnector.admin-key', '01a22d3b-d2b8-7c57-887b-7f8efb02ba11', 'query', '{"action":"connector.created","actor":{"id":"key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:13:45.027Z","count":1,"fields":[],"object":{"id":"01a22d3b-d2b8-7c57-887b-7f8efb02ba11","kind":"connector","name":"query"},"outcome":"done","run":null,"sequence":5}', '3912151918', 'd8d98d65ced598b43ac3c02693aecb1ea874f801aef0ce063bdbb81e0de96847');
INSERT INTO "audit_entry" VALUES(6, TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.113+00', 'key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8', 'appconnector.admin-key', '01a22d3b-d309-7d0d-b2ed-fb0e5dfe2f1c', 'open', '{"action":"connector.created","actor":{"id":"key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:13:45.113Z","count":1,"fields":[],"object":{"id":"01a22d3b-d309-7d0d-b2ed-fb0e5dfe2f1c","kind":"connector","name":"open"},"outcome":"done","run":null,"sequence":6}', '3912151918', 'fd43245e96a529dafa14e243a0be0aa786af0cc8214df43620a742d0932af74b');
INSERT INTO "audit_entry" VALUES(7, TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.167+00', 'key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8', 'appconnector.admin-key', '01a22d3b-d349-70fc-aaad-2986ca600ac9', 'paused', '{"action":"connector.created","actor":{"id":"key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:13:45.167Z","count":1,"fields":[],"object":{"id":"01a22d3b-d349-70fc-aaad-2986ca600ac9","kind":"connector","name":"paused"},"outcome":"done","run":null,"sequence":7}', '3912151918', '70f561c0791a854e310db466ebce7a4266c56f4516c8617c5a79c2d6b0bcaa46');
INSERT INTO "audit_entry" VALUES(8, TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.188+00', 'key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8', 'appconnector.admin-key', '01a22d3b-d361-7fd0-8959-7ee706a1aae5', 'revoked', '{"action":"connector.created","actor":{"id":"key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:13:45.188Z","count":1,"fields":[],"object":{"id":"01a22d3b-d361-7fd0-8959-7ee706a1aae5","kind":"connector","name":"revoked"},"outcome":"done","run":null,"sequence":8}', '3912151918', '85997117ada27c69f6e3e834408057ccafdf10e0a222477c3c5bdaa5b46cbc65');
INSERT INTO "audit_entry" VALUES(9, TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.224+00', 'key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8', 'appconnector.admin-key', '01a22d3b-d384-7d29-b0a2-d0601064d8b7', 'down', '{"action":"connector.created","actor":{"id":"key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:13:45.224Z","count":1,"fields":[],"object":{"id":"01a22d3b-d384-7d29-b0a2-d0601064d8b7","kind":"connector","name":"down"},"outcome":"done","run":null,"sequence":9}', '3912151918', '5224c11ab5b0d17f548decafc979b42ac4af5b8c72ac0051764a9cd293f7fab8');
INSERT INTO "audit_entry" VALUES(10, TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.33+00', 'key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8', 'appconnector.admin-key', '01a22d3b-d3d3-7a25-8df8-2cda02dc6b06', 'designer', '{"action":"key.created","actor":{"id":"key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:13:45.330Z","count":1,"fields":[],"object":{"id":"01a22d3b-d3d3-7a25-8df8-2cda02dc6b06","kind":"key","name":"designer"},"outcome":"done","run":null,"sequence":10}', '3912151918', 'f0ee2513f8c1159584d6576906e801e4a03c43bde6f05ce9fcb3b5f7afa1ef1e');
INSERT INTO "audit_entry" VALUES(11, TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.4+00', 'key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8', 'appconnector.admin-key', '01a22d3b-d435-7be3-b377-a3f3e9d2e208', 'auditor', '{"action":"key.created","actor":{"id":"key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:13:45.400Z","count":1,"fields":[],"object":{"id":"01a22d3b-d435-7be3-b377-a3f3e9d2e208","kind":"key","name":"auditor"},"outcome":"done","run":null,"sequence":11}', '3912151918', '3e8d70ac0afd15423d2bbe1c54b9abd305ae5d00f02dd3e9da03ccd83e646e15');
INSERT INTO "audit_entry" VALUES(12, TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.424+00', 'key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8', 'appconnector.admin-key', '01a22d3b-d44e-7065-8838-85e813f389e9', 'runner', '{"action":"key.created","actor":{"id":"key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:13:45.424Z","count":1,"fields":[],"object":{"id":"01a22d3b-d44e-7065-8838-85e813f389e9","kind":"key","name":"runner"},"outcome":"done","run":null,"sequence":12}', '3912151918', 'f2b646581b3b991fb028ac188dcb4a640556b8bd3db7cde47518d2ba4600173b');
INSERT INTO "audit_entry" VALUES(13, TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.434+00', 'key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8', 'appconnector.admin-key', '01a22d3b-d459-70ba-b856-3a6dd8953b9d', 'runner-of-all', '{"action":"key.created","actor":{"id":"key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:13:45.434Z","count":1,"fields":[],"object":{"id":"01a22d3b-d459-70ba-b856-3a6dd8953b9d","kind":"key","name":"runner-of-all"},"outcome":"done","run":null,"sequence":13}', '3912151918', '85404415067478e7d25302bc9c535917908bbbcbe5b6b579dce78923c7c15f13');
INSERT INTO "audit_entry" VALUES(14, TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.444+00', 'key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8', 'appconnector.admin-key', '01a22d3b-d463-7ae6-8e25-64cc4bba2d43', 'ended', '{"action":"key.created","actor":{"id":"key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:13:45.444Z","count":1,"fields":[],"object":{"id":"01a22d3b-d463-7ae6-8e25-64cc4bba2d43","kind":"key","name":"ended"},"outcome":"done","run":null,"sequence":14}', '3912151918', '12cee51e2d655ce82e03895c53af8cb83cf1a1d98ba91c6c62f2dff51e70a68b');
INSERT INTO "audit_entry" VALUES(15, TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:45.725+00', 'key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8', NULL, '01a22d3b-d2b8-7c57-887b-7f8efb02ba11', 'query', '{"action":"secret.echoed","actor":{"id":"key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8","name":null},"address":null,"at":"2026-11-30T16:13:45.725Z","count":1,"fields":[],"object":{"id":"01a22d3b-d2b8-7c57-887b-7f8efb02ba11","kind":"connector","name":"query"},"outcome":"masked","run":"01a22d3b-d56f-7b04-945d-c23a2b227928","sequence":15}', '3912151918', 'ab67c0ade123f2a7176c9783be5142a2b92a61274d807fa359cc31535857e299');
INSERT INTO "audit_entry" VALUES(16, TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:46.009+00', NULL, NULL, NULL, NULL, '{"action":"authentication.refused","actor":null,"address":"127.0.0.1","at":"2026-11-30T16:13:46.009Z","count":1,"fields":[],"object":null,"outcome":"refused","run":null,"sequence":16}', '3912151918', 'dd76e71bc7d08c0bdb050ef3a5226827da376eef11a48fd85b8258b88c547d5a');
INSERT INTO "audit_entry" VALUES(17, TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:48.031+00', 'key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8', 'appconnector.admin-key', '01a22d3b-d463-7ae6-8e25-64cc4bba2d43', 'ended', '{"action":"key.ended","actor":{"id":"key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:13:48.031Z","count":1,"fields":[],"object":{"id":"01a22d3b-d463-7ae6-8e25-64cc4bba2d43","kind":"key","name":"ended"},"outcome":"done","run":null,"sequence":17}', '3912151918', '3a8ce0da87469b01083d2f09de076fcaea44935dbd18a4fa34feaae463c71134');
INSERT INTO "audit_entry" VALUES(18, TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:48.079+00', 'key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8', 'appconnector.admin-key', '01a22d3b-d349-70fc-aaad-2986ca600ac9', 'paused', '{"action":"connector.paused","actor":{"id":"key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:13:48.079Z","count":1,"fields":["/paused"],"object":{"id":"01a22d3b-d349-70fc-aaad-2986ca600ac9","kind":"connector","name":"paused"},"outcome":"done","run":null,"sequence":18}', '3912151918', '7a85763cac30d1793fd445cbbc8c1b73fd0bf8e425bc6bc71ec2325121f21725');
INSERT INTO "audit_entry" VALUES(19, TIMESTAMP WITH TIME ZONE '2026-11-30 16:13:48.136+00', 'key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8', 'appconnector.admin-key', '01a22d3b-d361-7fd0-8959-7ee706a1aae5', 'revoked', '{"action":"connector.revoked","actor":{"id":"key:01a22d3b-bbae-7be8-8ac7-1b696b384cb8","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:13:48.136Z","count":1,"fields":[],"object":{"id":"01a22d3b-d361-7fd0-8959-7ee706a1aae5","kind":"connector","name":"revoked"},"outcome":"done","run":null,"sequence":19}', '3912151918', 'a34688784ce9008694e221a2ba73eb86dbb4ec1af3866c1a518e16b33bad120e');
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
INSERT INTO "audit_head" VALUES(1, 19, 'a34688784ce9008694e221a2ba73eb86dbb4ec1af3866c1a518e16b33bad120e', 0, '', '3912151918', '924566db2fd9769304c1c1c5814f4db792fd65d45bc4ecc5699e7f4cb17d8db9');
CREATE CACHED TABLE "ended_session"(
    "id" UUID NOT NULL,
    "expires_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL
);
ALTER TABLE "ended_session" ADD CONSTRAINT "CONSTRAINT_DF" PRIMARY KEY("id");
ALTER TABLE "audit_head" ADD CONSTRAINT "CONSTRAINT_64" CHECK("only_row" = 1) NOCHECK;
ALTER TABLE "keyset" ADD CONSTRAINT "CONSTRAINT_BC" CHECK("only_row" = 1) NOCHECK;
ALTER TABLE "change_counter" ADD CONSTRAINT "CONSTRAINT_B0C" CHECK("only_row" = 1) NOCHECK;
ALTER TABLE "derivation_keyset" ADD CONSTRAINT "CONSTRAINT_F7" CHECK("only_row" = 1) NOCHECK;
ALTER TABLE "connector" ADD CONSTRAINT "CONSTRAINT_DD" UNIQUE NULLS DISTINCT ("name_key");
ALTER TABLE "api_key" ADD CONSTRAINT "CONSTRAINT_D04" UNIQUE NULLS DISTINCT ("key_hash");
ALTER TABLE "key_connector" ADD CONSTRAINT "CONSTRAINT_9E" FOREIGN KEY("connector_id") REFERENCES "connector"("id") NOCHECK;
ALTER TABLE "key_connector" ADD CONSTRAINT "CONSTRAINT_9" FOREIGN KEY("key_id") REFERENCES "api_key"("id") NOCHECK;
ALTER TABLE "run" ADD CONSTRAINT "CONSTRAINT_1B" FOREIGN KEY("connector_id") REFERENCES "connector"("id") NOCHECK;
COMMENT ON SCHEMA "public" IS 'AppConnector';
