-- Made by f584859, whose schema was V9; what its callers kept:
-- ended=2026-11-30T16:14:40Z
-- activity=01a22d3c-8fec-76ff-99df-5360fbc2c07e
-- audit.entries=21
-- connector.basic=01a22d3c-8e52-78cb-a011-e2ebbdf0d5d8
-- connector.down=01a22d3c-8fab-70d7-bbc4-c0dbdcb78e81
-- connector.header=01a22d3c-8f01-7b6b-8881-0821c41a35c5
-- connector.open=01a22d3c-8f49-7a38-b9ba-4896f9b39e77
-- connector.paused=01a22d3c-8f61-7f53-bae2-ec1e3781c245
-- connector.query=01a22d3c-8f2f-7d22-a759-38835b1ca374
-- connector.revoked=01a22d3c-8f86-703d-9b77-973ae9561855
-- connector.token=01a22d3c-8eae-748e-8ba0-a6dd9f1e5c07
-- key.auditor=ac_ZMHnC52gkTFcDpmOXtN1KXbGiqO11hmaGNBnN80xzp0
-- key.designer=ac_yURZnNyQOkxSKBvB3FXLN8NHJodrHjF2pMVTMZjZ5iw
-- key.ended=ac_NZqvKxZ7qHoZjaNafEEMcpOiT8irELIo_JQEI3tlyRY
-- key.runner=ac_8DfvYsAdHZUwuBUvJOvreIG1f7GPTKjLOa3GoQ37Mio
-- key.runner-of-all=ac_WT59jJL4DDWhka1BOvRDPmn8mu4gQtZqC83SVaq0H8U
-- run.by-activity=01a22d3c-9c17-7500-aaf1-2a10287c24c6
-- run.cancelled=01a22d3c-9c50-7b3b-96b2-fda60ab3d8bf
-- run.delivered=01a22d3c-939a-7fab-a31a-a5d28b105004
-- run.once=01a22d3c-9b9d-7de2-9236-af5279a43ac4
-- run.queued.ended-key=01a22d3c-94ee-72ae-b692-78b376b1ac78
-- run.queued.paused=01a22d3c-9b11-7582-a56b-54e1232c3607
-- run.queued.post=01a22d3c-94d1-7eee-ad6e-6314dfc3eb7c
-- run.rejected=01a22d3c-93ee-73e5-80bf-317235e38280
-- run.waited.basic=01a22d3c-9180-7720-b258-bea26a7c3d8a
-- run.waited.header=01a22d3c-92eb-79cf-abbb-7fc2c89f9a53
-- run.waited.open=01a22d3c-931d-7f74-8611-3e0b1ce8e19a
-- run.waited.query=01a22d3c-92ff-7534-aa63-3dd755683d5c
-- run.waited.revoked=01a22d3c-932b-7b90-865f-c2fe21ad2d33
-- run.waited.token=01a22d3c-926d-767a-b43d-c433106e321c
CREATE TABLE public.activity (
    id uuid NOT NULL,
    name character varying(63) NOT NULL,
    connector_id uuid NOT NULL,
    definition character varying NOT NULL,
    body character varying,
    version bigint NOT NULL,
    created_at timestamp(3) with time zone NOT NULL,
    updated_at timestamp(3) with time zone NOT NULL
);
CREATE TABLE public.api_key (
    id uuid NOT NULL,
    name character varying(128) NOT NULL,
    role character varying(8) NOT NULL,
    key_hash character varying(64) NOT NULL,
    created_at timestamp(3) with time zone NOT NULL,
    ended_at timestamp(3) with time zone,
    all_connectors boolean DEFAULT false NOT NULL,
    all_activities boolean DEFAULT false NOT NULL,
    from_setting boolean DEFAULT false NOT NULL,
    expires_at timestamp(3) with time zone,
    last_used_at timestamp(3) with time zone
);
CREATE TABLE public.audit_entry (
    sequence bigint NOT NULL,
    happened_at timestamp(3) with time zone NOT NULL,
    actor character varying(512),
    actor_name character varying(512),
    object_id character varying(512),
    object_name character varying(512),
    entry character varying NOT NULL,
    key_id character varying(10) NOT NULL,
    mac character varying(64) NOT NULL
);
CREATE TABLE public.audit_head (
    only_row integer NOT NULL,
    sequence bigint NOT NULL,
    mac character varying(64) NOT NULL,
    removed bigint NOT NULL,
    removed_mac character varying(64) NOT NULL,
    key_id character varying(10) NOT NULL,
    seal character varying(64) NOT NULL,
    CONSTRAINT audit_head_only_row_check CHECK ((only_row = 1))
);
CREATE TABLE public.change_counter (
    only_row integer NOT NULL,
    changes bigint NOT NULL,
    CONSTRAINT change_counter_only_row_check CHECK ((only_row = 1))
);
CREATE TABLE public.connector (
    id uuid NOT NULL,
    name character varying(128) NOT NULL,
    name_key character varying(2304),
    last_name_key character varying(2304) NOT NULL,
    domain character varying(2048) NOT NULL,
    definition character varying NOT NULL,
    sealed_secrets character varying,
    state character varying(8) NOT NULL,
    version bigint NOT NULL,
    created_at timestamp(3) with time zone NOT NULL,
    updated_at timestamp(3) with time zone NOT NULL,
    revoked_at timestamp(3) with time zone,
    last_used_at timestamp(3) with time zone
);
CREATE TABLE public.delivery (
    id uuid NOT NULL,
    connector_id uuid NOT NULL,
    activity character varying(63),
    method character varying(7) NOT NULL,
    path character varying(8192) NOT NULL,
    caller character varying(512) NOT NULL,
    timeout_ms bigint NOT NULL,
    created_at timestamp(3) with time zone NOT NULL,
    replay_of uuid,
    trace_parent character varying(55),
    attempts character varying NOT NULL,
    due_at timestamp(3) with time zone NOT NULL,
    claimed_by uuid,
    claimed_at timestamp(3) with time zone,
    cancelled boolean DEFAULT false NOT NULL,
    version bigint NOT NULL
);
CREATE TABLE public.derivation_keyset (
    only_row integer NOT NULL,
    wrapped character varying NOT NULL,
    created_at timestamp(3) with time zone NOT NULL,
    CONSTRAINT derivation_keyset_only_row_check CHECK ((only_row = 1))
);
CREATE TABLE public.ended_session (
    id uuid NOT NULL,
    expires_at timestamp(3) with time zone NOT NULL
);
CREATE TABLE public.flyway_schema_history (
    installed_rank integer NOT NULL,
    version character varying(50),
    description character varying(200) NOT NULL,
    type character varying(20) NOT NULL,
    script character varying(1000) NOT NULL,
    checksum integer,
    installed_by character varying(100) NOT NULL,
    installed_on timestamp without time zone DEFAULT now() NOT NULL,
    execution_time integer NOT NULL,
    success boolean NOT NULL
);
CREATE TABLE public.idempotency_key (
    key_hash character varying(64) NOT NULL,
    request_mac character varying(64) NOT NULL,
    mac_key_id character varying(10) NOT NULL,
    run_id uuid NOT NULL,
    wait_for_result boolean NOT NULL,
    connector_id uuid NOT NULL,
    method character varying(7) NOT NULL,
    path character varying(8192) NOT NULL,
    caller character varying(512) NOT NULL,
    timeout_ms bigint NOT NULL,
    state character varying(10) NOT NULL,
    started_at timestamp(3) with time zone NOT NULL,
    ended_at timestamp(3) with time zone,
    lapses_at timestamp(3) with time zone NOT NULL,
    expires_at timestamp(3) with time zone NOT NULL,
    sealed_answer bytea,
    activity character varying(63)
);
CREATE TABLE public.key_activity (
    key_id uuid NOT NULL,
    activity_id uuid NOT NULL
);
CREATE TABLE public.key_connector (
    key_id uuid NOT NULL,
    connector_id uuid NOT NULL
);
CREATE TABLE public.keyset (
    only_row integer NOT NULL,
    wrapped character varying NOT NULL,
    created_at timestamp(3) with time zone NOT NULL,
    CONSTRAINT keyset_only_row_check CHECK ((only_row = 1))
);
CREATE TABLE public.node (
    id uuid NOT NULL,
    started_at timestamp(3) with time zone NOT NULL,
    seen_at timestamp(3) with time zone NOT NULL
);
CREATE TABLE public.run (
    id uuid NOT NULL,
    connector_id uuid NOT NULL,
    activity character varying(63),
    method character varying(7) NOT NULL,
    path character varying(8192) NOT NULL,
    caller character varying(512) NOT NULL,
    wait_for_result boolean NOT NULL,
    timeout_ms bigint NOT NULL,
    state character varying(10) NOT NULL,
    created_at timestamp(3) with time zone NOT NULL,
    ended_at timestamp(3) with time zone,
    replay_of uuid,
    attempts character varying NOT NULL
);
CREATE TABLE public.run_body (
    run_id uuid NOT NULL,
    sealed_request bytea,
    sealed_result bytea,
    erase_after timestamp(3) with time zone
);
INSERT INTO public.activity VALUES ('01a22d3c-8fec-76ff-99df-5360fbc2c07e', 'open-case', '01a22d3c-8eae-748e-8ba0-a6dd9f1e5c07', '{"description":"","method":"POST","path":"/{object}","headers":{},"timeout":null,"waitForResult":true,"parameters":{"object":{"type":"string","default":"cases"},"subject":{"type":"string","maxLength":255,"required":true}},"select":"$.id"}', '{"subject": "{{subject}}"}', 1, '2026-11-30 16:14:33.452+00', '2026-11-30 16:14:33.452+00');
INSERT INTO public.api_key VALUES ('01a22d3c-90d7-7164-839f-109634b68331', 'designer', 'designer', 'aa59cb37231827863e1765421921be66f865285767b9580f7ec7d2ab7fa048cd', '2026-11-30 16:14:33.685+00', NULL, true, true, false, NULL, NULL);
INSERT INTO public.api_key VALUES ('01a22d3c-90fd-7766-9447-3e7d1c43c675', 'auditor', 'auditor', '8a3dd220e5a1f85ef8a5122cae6b002b168d4f978af9995e5b8ca21e127ca1f8', '2026-11-30 16:14:33.724+00', NULL, true, true, false, NULL, NULL);
INSERT INTO public.api_key VALUES ('01a22d3c-916c-7f90-8d83-5e48d0099f5c', 'ended', 'runner', 'de0b8250d6f29d3cfbaff75cff350b6fc6cf8dfd001054582a2fa41daa25c468', '2026-11-30 16:14:33.836+00', '2026-11-30 16:14:36.281+00', true, false, false, NULL, '2026-11-30 16:14:34.731+00');
INSERT INTO public.api_key VALUES ('01a22d3c-914f-7626-970e-879ad266822c', 'runner-of-all', 'runner', '819238e3b245bdfd39f6445e34d366cc1f0e7ceac2dc30237fa9e1cc9157c792', '2026-11-30 16:14:33.807+00', NULL, true, false, false, NULL, '2026-11-30 16:14:36.443+00');
INSERT INTO public.api_key VALUES ('01a22d3c-912c-788e-917b-d983217450b5', 'runner', 'runner', '61b5ac422a0e7d26edf77ffa936468d6e9264b6126c3ade4b3f66d1703787b0a', '2026-11-30 16:14:33.77+00', NULL, false, false, false, NULL, '2026-11-30 16:14:36.5+00');
INSERT INTO public.api_key VALUES ('01a22d3c-7a40-764e-9f69-4b3488d88a6c', 'appconnector.admin-key', 'admin', 'cd09f5c3832db2e7d327bca1c9b3aff7fad80f84295d57ecf193107179cfad8c', '2026-11-30 16:14:27.912+00', NULL, true, true, true, NULL, '2026-11-30 16:14:39.75+00');
INSERT INTO public.audit_entry VALUES (1, '2026-11-30 16:14:27.914+00', 'appconnector', NULL, '01a22d3c-7a40-764e-9f69-4b3488d88a6c', 'appconnector.admin-key', '{"action":"key.created","actor":{"id":"appconnector","name":null},"address":null,"at":"2026-11-30T16:14:27.914Z","count":1,"fields":[],"object":{"id":"01a22d3c-7a40-764e-9f69-4b3488d88a6c","kind":"key","name":"appconnector.admin-key"},"outcome":"done","run":null,"sequence":1}', '3765433274', '9c2b1ffe2aac57fc9c5b79f3261109a2be3788003f59e04c3d73c00e12802594');
INSERT INTO public.audit_entry VALUES (2, '2026-11-30 16:14:33.103+00', 'key:01a22d3c-7a40-764e-9f69-4b3488d88a6c', 'appconnector.admin-key', '01a22d3c-8e52-78cb-a011-e2ebbdf0d5d8', 'basic', '{"action":"connector.created","actor":{"id":"key:01a22d3c-7a40-764e-9f69-4b3488d88a6c","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:33.103Z","count":1,"fields":[],"object":{"id":"01a22d3c-8e52-78cb-a011-e2ebbdf0d5d8","kind":"connector","name":"basic"},"outcome":"done","run":null,"sequence":2}', '3765433274', '2ab910dd52a4ab7071ef6364a5fb7ba440becb60b908ab962f9de5728a96da40');
INSERT INTO public.audit_entry VALUES (3, '2026-11-30 16:14:33.174+00', 'key:01a22d3c-7a40-764e-9f69-4b3488d88a6c', 'appconnector.admin-key', '01a22d3c-8eae-748e-8ba0-a6dd9f1e5c07', 'token', '{"action":"connector.created","actor":{"id":"key:01a22d3c-7a40-764e-9f69-4b3488d88a6c","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:33.174Z","count":1,"fields":[],"object":{"id":"01a22d3c-8eae-748e-8ba0-a6dd9f1e5c07","kind":"connector","name":"token"},"outcome":"done","run":null,"sequence":3}', '3765433274', 'c4b5fd58b03728ae0da3ebc076fbfa268e71a36e42b1501825fe435cf742ae1b');
INSERT INTO public.audit_entry VALUES (4, '2026-11-30 16:14:33.245+00', 'key:01a22d3c-7a40-764e-9f69-4b3488d88a6c', 'appconnector.admin-key', '01a22d3c-8f01-7b6b-8881-0821c41a35c5', 'header', '{"action":"connector.created","actor":{"id":"key:01a22d3c-7a40-764e-9f69-4b3488d88a6c","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:33.245Z","count":1,"fields":[],"object":{"id":"01a22d3c-8f01-7b6b-8881-0821c41a35c5","kind":"connector","name":"header"},"outcome":"done","run":null,"sequence":4}', '3765433274', 'a631f7592798ea7ca6e0312f9e5e8b83ce0dc95ddc6ea3a1427a9b6aedb252b5');
INSERT INTO public.audit_entry VALUES (5, '2026-11-30 16:14:33.268+00', 'key:01a22d3c-7a40-764e-9f69-4b3488d88a6c', 'appconnector.admin-key', '01a22d3c-8f2f-7d22-a759-38835b1ca374', 'query', '{"action":"connector.created","actor":{"id":"key:01a22d3c-7a40-764e-9f69-4b3488d88a6c","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:33.268Z","count":1,"fields":[],"object":{"id":"01a22d3c-8f2f-7d22-a759-38835b1ca374","kind":"connector","name":"query"},"outcome":"done","run":null,"sequence":5}', '3765433274', 'a14f7b5513eb6c8091b1412dcea71cff1174648510f47ffc44e6ab0ae5cd452f');
INSERT INTO public.audit_entry VALUES (6, '2026-11-30 16:14:33.295+00', 'key:01a22d3c-7a40-764e-9f69-4b3488d88a6c', 'appconnector.admin-key', '01a22d3c-8f49-7a38-b9ba-4896f9b39e77', 'open', '{"action":"connector.created","actor":{"id":"key:01a22d3c-7a40-764e-9f69-4b3488d88a6c","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:33.295Z","count":1,"fields":[],"object":{"id":"01a22d3c-8f49-7a38-b9ba-4896f9b39e77","kind":"connector","name":"open"},"outcome":"done","run":null,"sequence":6}', '3765433274', '5171028a7c1ed1f8a445c26b83adf457a1a2dc2fef61f3faf5777ff747ec1e25');
INSERT INTO public.audit_entry VALUES (7, '2026-11-30 16:14:33.327+00', 'key:01a22d3c-7a40-764e-9f69-4b3488d88a6c', 'appconnector.admin-key', '01a22d3c-8f61-7f53-bae2-ec1e3781c245', 'paused', '{"action":"connector.created","actor":{"id":"key:01a22d3c-7a40-764e-9f69-4b3488d88a6c","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:33.327Z","count":1,"fields":[],"object":{"id":"01a22d3c-8f61-7f53-bae2-ec1e3781c245","kind":"connector","name":"paused"},"outcome":"done","run":null,"sequence":7}', '3765433274', '4cdaecde580f5193e22bbae9bbe4873eff7618ccb4a66df2107425107e8f7699');
INSERT INTO public.audit_entry VALUES (8, '2026-11-30 16:14:33.356+00', 'key:01a22d3c-7a40-764e-9f69-4b3488d88a6c', 'appconnector.admin-key', '01a22d3c-8f86-703d-9b77-973ae9561855', 'revoked', '{"action":"connector.created","actor":{"id":"key:01a22d3c-7a40-764e-9f69-4b3488d88a6c","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:33.356Z","count":1,"fields":[],"object":{"id":"01a22d3c-8f86-703d-9b77-973ae9561855","kind":"connector","name":"revoked"},"outcome":"done","run":null,"sequence":8}', '3765433274', '6bb33523375391f69bb3612a10496a8cd98fa0753f8f109289807d61f8e92c68');
INSERT INTO public.audit_entry VALUES (9, '2026-11-30 16:14:33.39+00', 'key:01a22d3c-7a40-764e-9f69-4b3488d88a6c', 'appconnector.admin-key', '01a22d3c-8fab-70d7-bbc4-c0dbdcb78e81', 'down', '{"action":"connector.created","actor":{"id":"key:01a22d3c-7a40-764e-9f69-4b3488d88a6c","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:33.390Z","count":1,"fields":[],"object":{"id":"01a22d3c-8fab-70d7-bbc4-c0dbdcb78e81","kind":"connector","name":"down"},"outcome":"done","run":null,"sequence":9}', '3765433274', '67e4a7dd53b2dd9adc7c453b5061ee47253c58139cdc431566e6aafa69fe1bc7');
INSERT INTO public.audit_entry VALUES (10, '2026-11-30 16:14:33.647+00', 'key:01a22d3c-7a40-764e-9f69-4b3488d88a6c', 'appconnector.admin-key', '01a22d3c-8fec-76ff-99df-5360fbc2c07e', 'open-case', '{"action":"activity.created","actor":{"id":"key:01a22d3c-7a40-764e-9f69-4b3488d88a6c","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:33.647Z","count":1,"fields":[],"object":{"id":"01a22d3c-8fec-76ff-99df-5360fbc2c07e","kind":"activity","name":"open-case"},"outcome":"done","run":null,"sequence":10}', '3765433274', '11c4c28e6c212bf1570199aa418cce17e54dec64b9a3d65e85f52ac49820bb7e');
INSERT INTO public.audit_entry VALUES (11, '2026-11-30 16:14:33.69+00', 'key:01a22d3c-7a40-764e-9f69-4b3488d88a6c', 'appconnector.admin-key', '01a22d3c-90d7-7164-839f-109634b68331', 'designer', '{"action":"key.created","actor":{"id":"key:01a22d3c-7a40-764e-9f69-4b3488d88a6c","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:33.690Z","count":1,"fields":[],"object":{"id":"01a22d3c-90d7-7164-839f-109634b68331","kind":"key","name":"designer"},"outcome":"done","run":null,"sequence":11}', '3765433274', 'f2262de299dcafef09dd00739132b4db252cfaf3c3d8b003192dc5bc3a5638c3');
INSERT INTO public.audit_entry VALUES (12, '2026-11-30 16:14:33.729+00', 'key:01a22d3c-7a40-764e-9f69-4b3488d88a6c', 'appconnector.admin-key', '01a22d3c-90fd-7766-9447-3e7d1c43c675', 'auditor', '{"action":"key.created","actor":{"id":"key:01a22d3c-7a40-764e-9f69-4b3488d88a6c","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:33.729Z","count":1,"fields":[],"object":{"id":"01a22d3c-90fd-7766-9447-3e7d1c43c675","kind":"key","name":"auditor"},"outcome":"done","run":null,"sequence":12}', '3765433274', '930745e203946ef780fee055ede2fae59d431a10dd0812cbecf8382344e99b52');
INSERT INTO public.audit_entry VALUES (13, '2026-11-30 16:14:33.776+00', 'key:01a22d3c-7a40-764e-9f69-4b3488d88a6c', 'appconnector.admin-key', '01a22d3c-912c-788e-917b-d983217450b5', 'runner', '{"action":"key.created","actor":{"id":"key:01a22d3c-7a40-764e-9f69-4b3488d88a6c","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:33.776Z","count":1,"fields":[],"object":{"id":"01a22d3c-912c-788e-917b-d983217450b5","kind":"key","name":"runner"},"outcome":"done","run":null,"sequence":13}', '3765433274', 'd517abc53cb1b8a1ba199051d660048d0811ac018ece0ac5a2ebbff538412113');
INSERT INTO public.audit_entry VALUES (14, '2026-11-30 16:14:33.81+00', 'key:01a22d3c-7a40-764e-9f69-4b3488d88a6c', 'appconnector.admin-key', '01a22d3c-914f-7626-970e-879ad266822c', 'runner-of-all', '{"action":"key.created","actor":{"id":"key:01a22d3c-7a40-764e-9f69-4b3488d88a6c","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:33.810Z","count":1,"fields":[],"object":{"id":"01a22d3c-914f-7626-970e-879ad266822c","kind":"key","name":"runner-of-all"},"outcome":"done","run":null,"sequence":14}', '3765433274', 'f64dcfc59f27ad1acd32c4784d41b7c0dc98594d9ae8d2bd90009cdf67b26d63');
INSERT INTO public.audit_entry VALUES (15, '2026-11-30 16:14:33.839+00', 'key:01a22d3c-7a40-764e-9f69-4b3488d88a6c', 'appconnector.admin-key', '01a22d3c-916c-7f90-8d83-5e48d0099f5c', 'ended', '{"action":"key.created","actor":{"id":"key:01a22d3c-7a40-764e-9f69-4b3488d88a6c","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:33.839Z","count":1,"fields":[],"object":{"id":"01a22d3c-916c-7f90-8d83-5e48d0099f5c","kind":"key","name":"ended"},"outcome":"done","run":null,"sequence":15}', '3765433274', '67e0dd6f26c26e513bd25f2e0141093a3762dc9c35027c0075bcab60d5d280b9');
INSERT INTO public.audit_entry VALUES (16, '2026-11-30 16:14:34.257+00', 'key:01a22d3c-7a40-764e-9f69-4b3488d88a6c', NULL, '01a22d3c-8f2f-7d22-a759-38835b1ca374', 'query', '{"action":"secret.echoed","actor":{"id":"key:01a22d3c-7a40-764e-9f69-4b3488d88a6c","name":null},"address":null,"at":"2026-11-30T16:14:34.257Z","count":1,"fields":[],"object":{"id":"01a22d3c-8f2f-7d22-a759-38835b1ca374","kind":"connector","name":"query"},"outcome":"masked","run":"01a22d3c-92ff-7534-aa63-3dd755683d5c","sequence":16}', '3765433274', '24caab07a735981326f360b7cdf1fa268e0cd843881f8dda01d0a88833d3c940');
INSERT INTO public.audit_entry VALUES (17, '2026-11-30 16:14:34.606+00', NULL, NULL, NULL, NULL, '{"action":"authentication.refused","actor":null,"address":"127.0.0.1","at":"2026-11-30T16:14:34.606Z","count":1,"fields":[],"object":null,"outcome":"refused","run":null,"sequence":17}', '3765433274', 'ac11d36c6fe99c42d5a3739b218d264ba482dbd3e5f6ca0992ebe388e71b8d30');
INSERT INTO public.audit_entry VALUES (18, '2026-11-30 16:14:36.285+00', 'key:01a22d3c-7a40-764e-9f69-4b3488d88a6c', 'appconnector.admin-key', '01a22d3c-916c-7f90-8d83-5e48d0099f5c', 'ended', '{"action":"key.ended","actor":{"id":"key:01a22d3c-7a40-764e-9f69-4b3488d88a6c","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:36.285Z","count":1,"fields":[],"object":{"id":"01a22d3c-916c-7f90-8d83-5e48d0099f5c","kind":"key","name":"ended"},"outcome":"done","run":null,"sequence":18}', '3765433274', '2d5cb89361753cf8cfb5d632837ab036884d8dc4f078cce9ee4231250e81cf64');
INSERT INTO public.audit_entry VALUES (19, '2026-11-30 16:14:36.382+00', 'key:01a22d3c-7a40-764e-9f69-4b3488d88a6c', 'appconnector.admin-key', '01a22d3c-8f61-7f53-bae2-ec1e3781c245', 'paused', '{"action":"connector.paused","actor":{"id":"key:01a22d3c-7a40-764e-9f69-4b3488d88a6c","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:36.382Z","count":1,"fields":["/paused"],"object":{"id":"01a22d3c-8f61-7f53-bae2-ec1e3781c245","kind":"connector","name":"paused"},"outcome":"done","run":null,"sequence":19}', '3765433274', '738d2efa2da162e92ae543f97465a52fe0cb455966c1a01746f2f26fa58c9e99');
INSERT INTO public.audit_entry VALUES (20, '2026-11-30 16:14:36.431+00', 'key:01a22d3c-7a40-764e-9f69-4b3488d88a6c', 'appconnector.admin-key', '01a22d3c-8f86-703d-9b77-973ae9561855', 'revoked', '{"action":"connector.revoked","actor":{"id":"key:01a22d3c-7a40-764e-9f69-4b3488d88a6c","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:36.431Z","count":1,"fields":[],"object":{"id":"01a22d3c-8f86-703d-9b77-973ae9561855","kind":"connector","name":"revoked"},"outcome":"done","run":null,"sequence":20}', '3765433274', '5a5dd22cce31561a073473e8ee402bd0a2a8e3359a449ffef08ce30a2e4def33');
INSERT INTO public.audit_entry VALUES (21, '2026-11-30 16:14:36.688+00', 'key:01a22d3c-7a40-764e-9f69-4b3488d88a6c', 'appconnector.admin-key', '01a22d3c-8fab-70d7-bbc4-c0dbdcb78e81', 'down', '{"action":"run.cancelled","actor":{"id":"key:01a22d3c-7a40-764e-9f69-4b3488d88a6c","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:36.688Z","count":1,"fields":[],"object":{"id":"01a22d3c-8fab-70d7-bbc4-c0dbdcb78e81","kind":"connector","name":"down"},"outcome":"done","run":"01a22d3c-9c50-7b3b-96b2-fda60ab3d8bf","sequence":21}', '3765433274', 'a58e019bbe33e00f50288c57614b9b02aa24aefabd2d7f368304815dc8c46ab8');
INSERT INTO public.audit_head VALUES (1, 21, 'a58e019bbe33e00f50288c57614b9b02aa24aefabd2d7f368304815dc8c46ab8', 0, '', '3765433274', '9469876b9f075896e77256d2aabbc33c1c2c6a5ea3460068f94358ff94ee73ec');
INSERT INTO public.change_counter VALUES (1, 18);
INSERT INTO public.connector VALUES ('01a22d3c-8f2f-7d22-a759-38835b1ca374', 'query', 'query', 'query', 'http://query.example:8099/api', '{"auth":{"type":"api-key","in":"query","name":"key"},"headers":{},"limits":{"maxConcurrent":50,"callsPerSecond":null,"maxResponseBytes":10485760},"delivery":{"maxAge":2592000000,"maxAttempts":200,"firstDelay":100,"maxDelay":1000,"repeat":"any"}}', '{"auth/value":{"version":1,"changedAt":"2026-11-30T16:14:33.265Z","ciphertext":"AaD+Eiwl+nMh0dkXeymHdjdATFCErCLGg0nH52NGGsjFqeGF9aAEyjDayVqcTwNxaUdG4QU="}}', 'live', 1, '2026-11-30 16:14:33.263+00', '2026-11-30 16:14:33.263+00', NULL, '2026-11-30 16:14:34.259+00');
INSERT INTO public.connector VALUES ('01a22d3c-8e52-78cb-a011-e2ebbdf0d5d8', 'basic', 'basic', 'basic', 'http://basic.example:8099/api', '{"auth":{"type":"basic","username":"clerk"},"headers":{},"limits":{"maxConcurrent":50,"callsPerSecond":null,"maxResponseBytes":10485760},"delivery":{"maxAge":2592000000,"maxAttempts":200,"firstDelay":100,"maxDelay":1000,"repeat":"any"}}', '{"auth/password":{"version":1,"changedAt":"2026-11-30T16:14:33.063Z","ciphertext":"AaD+Eizkk5sl3dQH5LYpvKdtOMnNXlw6d9Qo80A6uiTyGOZYtmPjcgqoJ0IO2ARR08/UR3uT"}}', 'live', 1, '2026-11-30 16:14:33.043+00', '2026-11-30 16:14:33.043+00', NULL, '2026-11-30 16:14:34.078+00');
INSERT INTO public.connector VALUES ('01a22d3c-8f86-703d-9b77-973ae9561855', 'revoked', NULL, 'revoked', 'http://revoked.example:8099/api', '{"auth":{"type":"token","prefix":"Bearer"},"headers":{},"limits":{"maxConcurrent":50,"callsPerSecond":null,"maxResponseBytes":10485760},"delivery":{"maxAge":2592000000,"maxAttempts":200,"firstDelay":100,"maxDelay":1000,"repeat":"any"}}', NULL, 'revoked', 2, '2026-11-30 16:14:33.35+00', '2026-11-30 16:14:36.427+00', '2026-11-30 16:14:36.427+00', '2026-11-30 16:14:34.331+00');
INSERT INTO public.connector VALUES ('01a22d3c-8f01-7b6b-8881-0821c41a35c5', 'header', 'header', 'header', 'http://header.example:8099/api', '{"auth":{"type":"api-key","in":"header","name":"X-Key"},"headers":{},"limits":{"maxConcurrent":50,"callsPerSecond":null,"maxResponseBytes":10485760},"delivery":{"maxAge":2592000000,"maxAttempts":200,"firstDelay":100,"maxDelay":1000,"repeat":"any"}}', '{"auth/value":{"version":1,"changedAt":"2026-11-30T16:14:33.219Z","ciphertext":"AaD+Eiy4uQZJqfZE7d+xnxENWNjIlO47bUdmJe/NjLhA1WPfgWnxQVMP+ciJ1O9RqwL2DHk="}}', 'live', 1, '2026-11-30 16:14:33.217+00', '2026-11-30 16:14:33.217+00', NULL, '2026-11-30 16:14:34.233+00');
INSERT INTO public.connector VALUES ('01a22d3c-8f61-7f53-bae2-ec1e3781c245', 'paused', 'paused', 'paused', 'http://paused.example:8099/api', '{"auth":{"type":"token","prefix":"Bearer"},"headers":{},"limits":{"maxConcurrent":50,"callsPerSecond":null,"maxResponseBytes":10485760},"delivery":{"maxAge":2592000000,"maxAttempts":200,"firstDelay":100,"maxDelay":1000,"repeat":"any"}}', '{"auth/value":{"version":1,"changedAt":"2026-11-30T16:14:33.315Z","ciphertext":"AaD+EixFf4SSyibXdUTqIJOB5ugblGk2SQTT+fsl8YCOTUJTvTf06z8ARRMcq/Hq+D+i7BUlAA=="}}', 'paused', 2, '2026-11-30 16:14:33.313+00', '2026-11-30 16:14:36.374+00', NULL, '2026-11-30 16:14:36.399+00');
INSERT INTO public.connector VALUES ('01a22d3c-8f49-7a38-b9ba-4896f9b39e77', 'open', 'open', 'open', 'http://open.example:8099/api', '{"auth":{"type":"none"},"headers":{},"limits":{"maxConcurrent":50,"callsPerSecond":null,"maxResponseBytes":10485760},"delivery":{"maxAge":2592000000,"maxAttempts":200,"firstDelay":100,"maxDelay":1000,"repeat":"any"}}', '{}', 'live', 1, '2026-11-30 16:14:33.289+00', '2026-11-30 16:14:33.289+00', NULL, '2026-11-30 16:14:36.464+00');
INSERT INTO public.connector VALUES ('01a22d3c-8fab-70d7-bbc4-c0dbdcb78e81', 'down', 'down', 'down', 'http://down.example:8099/api', '{"auth":{"type":"basic","username":"clerk"},"headers":{},"limits":{"maxConcurrent":50,"callsPerSecond":null,"maxResponseBytes":10485760},"delivery":{"maxAge":2592000000,"maxAttempts":200,"firstDelay":100,"maxDelay":1000,"repeat":"any"}}', '{"auth/password":{"version":1,"changedAt":"2026-11-30T16:14:33.389Z","ciphertext":"AaD+EiyIpxHDMfdJ63pDc4rB4U3vS/ZydT8rwF310LlSv82LEj1OG5cYOKdM1pR0KuIhuek="}}', 'live', 1, '2026-11-30 16:14:33.387+00', '2026-11-30 16:14:33.387+00', NULL, '2026-11-30 16:14:39.49+00');
INSERT INTO public.connector VALUES ('01a22d3c-8eae-748e-8ba0-a6dd9f1e5c07', 'token', 'token', 'token', 'http://token.example:8099/api', '{"auth":{"type":"token","prefix":"Token"},"headers":{"X-Client":"old"},"limits":{"maxConcurrent":7,"callsPerSecond":null,"maxResponseBytes":10485760},"delivery":{"maxAge":2592000000,"maxAttempts":200,"firstDelay":100,"maxDelay":1000,"repeat":"any"}}', '{"auth/value":{"version":1,"changedAt":"2026-11-30T16:14:33.160Z","ciphertext":"AaD+Eizd51uWDMl/f71RZ5tPE57McD2oeXSdemNp3JpGelDa/OCwgY8rBdaybmhvrzbOhIl8"},"secretHeaders/X-Org-Key":{"version":1,"changedAt":"2026-11-30T16:14:33.161Z","ciphertext":"AaD+EiwgTefqQHL+gQiUmfyP+IBEB9VuQ2EUG1S+dVVMKz0fqF+DOwNVhCNJzlS9FfHF3w=="}}', 'live', 1, '2026-11-30 16:14:33.134+00', '2026-11-30 16:14:33.134+00', NULL, '2026-11-30 16:14:36.618+00');
INSERT INTO public.delivery VALUES ('01a22d3c-9b11-7582-a56b-54e1232c3607', '01a22d3c-8f61-7f53-bae2-ec1e3781c245', NULL, 'PUT', '/held', 'key:01a22d3c-7a40-764e-9f69-4b3488d88a6c', 30000, '2026-11-30 16:14:36.305+00', NULL, NULL, '[{"at":"2026-11-30T16:14:36.322Z","durationMs":75,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":28,"connectMs":2,"tlsMs":0,"firstByteMs":34,"totalMs":75}}]', '2026-11-30 16:14:36.5+00', NULL, NULL, false, 1);
INSERT INTO public.delivery VALUES ('01a22d3c-94ee-72ae-b692-78b376b1ac78', '01a22d3c-8fab-70d7-bbc4-c0dbdcb78e81', NULL, 'GET', '/by-a-key-that-ended', 'key:01a22d3c-916c-7f90-8d83-5e48d0099f5c', 30000, '2026-11-30 16:14:34.734+00', NULL, NULL, '[{"at":"2026-11-30T16:14:34.769Z","durationMs":50,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":1,"totalMs":50}},{"at":"2026-11-30T16:14:34.973Z","durationMs":51,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":42,"totalMs":51}},{"at":"2026-11-30T16:14:35.234Z","durationMs":49,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":4,"totalMs":49}},{"at":"2026-11-30T16:14:35.730Z","durationMs":3,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":0,"totalMs":3}},{"at":"2026-11-30T16:14:35.975Z","durationMs":2,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":0,"totalMs":2}},{"at":"2026-11-30T16:14:36.506Z","durationMs":70,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":27,"totalMs":70}},{"at":"2026-11-30T16:14:37.490Z","durationMs":18,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":2,"totalMs":18}},{"at":"2026-11-30T16:14:37.982Z","durationMs":5,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":1,"totalMs":5}},{"at":"2026-11-30T16:14:38.991Z","durationMs":3,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":0,"totalMs":3}},{"at":"2026-11-30T16:14:39.487Z","durationMs":2,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":0,"totalMs":2}}]', '2026-11-30 16:14:40.448+00', NULL, NULL, false, 19);
INSERT INTO public.delivery VALUES ('01a22d3c-94d1-7eee-ad6e-6314dfc3eb7c', '01a22d3c-8fab-70d7-bbc4-c0dbdcb78e81', NULL, 'POST', '/queued', 'key:01a22d3c-7a40-764e-9f69-4b3488d88a6c', 30000, '2026-11-30 16:14:34.705+00', NULL, NULL, '[{"at":"2026-11-30T16:14:34.726Z","durationMs":11,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":4,"totalMs":11}},{"at":"2026-11-30T16:14:34.975Z","durationMs":54,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":34,"connectMs":2,"tlsMs":0,"firstByteMs":3,"totalMs":54}},{"at":"2026-11-30T16:14:35.220Z","durationMs":3,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":1,"totalMs":3}},{"at":"2026-11-30T16:14:35.473Z","durationMs":2,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":0,"totalMs":2}},{"at":"2026-11-30T16:14:36.483Z","durationMs":9,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":0,"totalMs":9}},{"at":"2026-11-30T16:14:37.494Z","durationMs":13,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":1,"connectMs":0,"tlsMs":0,"firstByteMs":3,"totalMs":13}},{"at":"2026-11-30T16:14:37.739Z","durationMs":3,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":1,"totalMs":3}},{"at":"2026-11-30T16:14:37.982Z","durationMs":3,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":2,"totalMs":3}},{"at":"2026-11-30T16:14:38.738Z","durationMs":3,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":1,"totalMs":3}},{"at":"2026-11-30T16:14:39.237Z","durationMs":4,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":0,"totalMs":4}}]', '2026-11-30 16:14:40.063+00', NULL, NULL, false, 19);
INSERT INTO public.derivation_keyset VALUES (1, 'Eo0BBfx2JPGljqU0DrT6ile7zgAQkCvx8VKjapzNX2VAwYLEIuJomU02MF6GqqmWNl0iYzKA5KEOeg/lCm2kEqtkeffQXTfBIioc8+cM0t2ByqxtP9gCAudeNMwxn3k61Kw993L9dMBX9Eq93Qj8Oyli+tF320L4zQ5Wjez/89SqusdRtm7lYRYzRNAlZ6A3', '2026-11-30 16:14:27.805+00');
INSERT INTO public.flyway_schema_history VALUES (1, '1', 'connectors runs and callers', 'SQL', 'V1__connectors_runs_and_callers.sql', -1247908145, 'postgres', '2026-11-30 16:14:25.962802', 82, true);
INSERT INTO public.flyway_schema_history VALUES (2, '2', 'roles and scopes of keys', 'SQL', 'V2__roles_and_scopes_of_keys.sql', -1608515530, 'postgres', '2026-11-30 16:14:26.130863', 28, true);
INSERT INTO public.flyway_schema_history VALUES (3, '3', 'audit', 'SQL', 'V3__audit.sql', 1707786348, 'postgres', '2026-11-30 16:14:26.189013', 56, true);
INSERT INTO public.flyway_schema_history VALUES (4, '4', 'ended sessions', 'SQL', 'V4__ended_sessions.sql', 1531980212, 'postgres', '2026-11-30 16:14:26.263951', 5, true);
INSERT INTO public.flyway_schema_history VALUES (5, '5', 'deliveries', 'SQL', 'V5__deliveries.sql', -1686196958, 'postgres', '2026-11-30 16:14:26.283287', 253, true);
INSERT INTO public.flyway_schema_history VALUES (6, '6', 'idempotency keys', 'SQL', 'V6__idempotency_keys.sql', 1937526736, 'postgres', '2026-11-30 16:14:26.749045', 19, true);
INSERT INTO public.flyway_schema_history VALUES (7, '7', 'lists of runs', 'SQL', 'V7__lists_of_runs.sql', -1029527154, 'postgres', '2026-11-30 16:14:26.785173', 32, true);
INSERT INTO public.flyway_schema_history VALUES (8, '8', 'nodes', 'SQL', 'V8__nodes.sql', 1473509267, 'postgres', '2026-11-30 16:14:26.845488', 14, true);
INSERT INTO public.flyway_schema_history VALUES (9, '9', 'activities', 'SQL', 'V9__activities.sql', 1994192993, 'postgres', '2026-11-30 16:14:26.870622', 100, true);
INSERT INTO public.idempotency_key VALUES ('53d420044b4c66464cb03fbe11084faa02a32a43d4436cca9b86864c84ec9277', '2a509dd2a12271b485ecad2546b014fdd1b9c97cb14f3bea434d6d75ad1a86fd', '3765433274', '01a22d3c-9b9d-7de2-9236-af5279a43ac4', true, '01a22d3c-8f49-7a38-b9ba-4896f9b39e77', 'POST', '/once', 'key:01a22d3c-914f-7626-970e-879ad266822c', 30000, 'succeeded', '2026-11-30 16:14:36.454+00', '2026-11-30 16:14:36.467+00', '2026-11-30 16:15:11.443+00', '2026-12-01 16:14:36.454+00', '\x01a0fe122cd1a0e23a0ce9e49546d523786a7d8a0d68ec19088dc20fc85900d0b72d0d37b754931c5291ff296ac4cdd6cb2c63c0dc511f54150a29ff134437e8a66f8923a08a78e6b0603bbd5051ce339999a694003fcfc531e4c1e3bb4964e87d46ae1a13cb2cb83e30d6fa906fb615eff83606c8deb5d5fc8fd0cb3515845d4f6baf3b58790d79a366fb248686d6857057f4db73b9a6b5e73c28ee58cd25a6640f4f946b34f633ad1052bdb17412f684ca45c5587207da0df4a7a341596a91d9c682e7b65aca7263228c41a8fd052449287de45367ba71c5d69fd01c8a6a340d09e5b366f76a4213dbfcf3d465106d54be316a23868d4e7edea1a8d875420cf8481504e904aedd311c4ac9babfae75cc9753aafee92ef0a25de548ef622cfcd3547002e95a9b0c9b4f4bdc1809051a718be4150c27f3287f89138671134f6a413b1ae8cf83f4dce6402475c1e74dfd3edfa139edd51ad68816ee4eecf0e4993f16', NULL);
INSERT INTO public.key_activity VALUES ('01a22d3c-912c-788e-917b-d983217450b5', '01a22d3c-8fec-76ff-99df-5360fbc2c07e');
INSERT INTO public.key_connector VALUES ('01a22d3c-912c-788e-917b-d983217450b5', '01a22d3c-8e52-78cb-a011-e2ebbdf0d5d8');
INSERT INTO public.keyset VALUES (1, 'EogBqWDeMH95F8kEPm2jVMSQOjvsKy+YajUF6998vW0/lCrQpd0kO3G0Dj9uVIO1uUaGtR0ZmmtQesDOX6Wv/O4NMIdMB+vzD8znditJOEAU1k0EbpFoo2XAzxlEoSJN/VcAwYpXEshpmStwPHtXpc2xCkiTnK8d8U2xvGeI4oG+lholcNXVhPclmA==', '2026-11-30 16:14:27.74+00');
INSERT INTO public.run VALUES ('01a22d3c-9180-7720-b258-bea26a7c3d8a', '01a22d3c-8e52-78cb-a011-e2ebbdf0d5d8', NULL, 'GET', '/waited', 'key:01a22d3c-7a40-764e-9f69-4b3488d88a6c', true, 30000, 'succeeded', '2026-11-30 16:14:33.856+00', '2026-11-30 16:14:34.078+00', NULL, '[{"at":"2026-11-30T16:14:33.858Z","durationMs":220,"outcome":"answered","status":200,"detail":null,"timings":{"queueMs":4,"dnsMs":5,"connectMs":0,"tlsMs":0,"firstByteMs":4,"totalMs":220}}]');
INSERT INTO public.run VALUES ('01a22d3c-926d-767a-b43d-c433106e321c', '01a22d3c-8eae-748e-8ba0-a6dd9f1e5c07', NULL, 'GET', '/waited', 'key:01a22d3c-7a40-764e-9f69-4b3488d88a6c', true, 30000, 'succeeded', '2026-11-30 16:14:34.093+00', '2026-11-30 16:14:34.157+00', NULL, '[{"at":"2026-11-30T16:14:34.093Z","durationMs":67,"outcome":"answered","status":200,"detail":null,"timings":{"queueMs":3,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":20,"totalMs":67}}]');
INSERT INTO public.run VALUES ('01a22d3c-92eb-79cf-abbb-7fc2c89f9a53', '01a22d3c-8f01-7b6b-8881-0821c41a35c5', NULL, 'GET', '/waited', 'key:01a22d3c-7a40-764e-9f69-4b3488d88a6c', true, 30000, 'succeeded', '2026-11-30 16:14:34.219+00', '2026-11-30 16:14:34.233+00', NULL, '[{"at":"2026-11-30T16:14:34.219Z","durationMs":16,"outcome":"answered","status":200,"detail":null,"timings":{"queueMs":2,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":1,"totalMs":16}}]');
INSERT INTO public.run VALUES ('01a22d3c-92ff-7534-aa63-3dd755683d5c', '01a22d3c-8f2f-7d22-a759-38835b1ca374', NULL, 'GET', '/waited', 'key:01a22d3c-7a40-764e-9f69-4b3488d88a6c', true, 30000, 'succeeded', '2026-11-30 16:14:34.239+00', '2026-11-30 16:14:34.259+00', NULL, '[{"at":"2026-11-30T16:14:34.239Z","durationMs":21,"outcome":"answered","status":200,"detail":null,"timings":{"queueMs":1,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":1,"totalMs":21}}]');
INSERT INTO public.run VALUES ('01a22d3c-931d-7f74-8611-3e0b1ce8e19a', '01a22d3c-8f49-7a38-b9ba-4896f9b39e77', NULL, 'GET', '/waited', 'key:01a22d3c-7a40-764e-9f69-4b3488d88a6c', true, 30000, 'succeeded', '2026-11-30 16:14:34.269+00', '2026-11-30 16:14:34.279+00', NULL, '[{"at":"2026-11-30T16:14:34.269Z","durationMs":10,"outcome":"answered","status":200,"detail":null,"timings":{"queueMs":1,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":0,"totalMs":10}}]');
INSERT INTO public.run VALUES ('01a22d3c-932b-7b90-865f-c2fe21ad2d33', '01a22d3c-8f86-703d-9b77-973ae9561855', NULL, 'GET', '/waited', 'key:01a22d3c-7a40-764e-9f69-4b3488d88a6c', true, 30000, 'succeeded', '2026-11-30 16:14:34.283+00', '2026-11-30 16:14:34.291+00', NULL, '[{"at":"2026-11-30T16:14:34.283Z","durationMs":8,"outcome":"answered","status":200,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":0,"totalMs":8}}]');
INSERT INTO public.run VALUES ('01a22d3c-9338-7d12-a7aa-161995d19147', '01a22d3c-8eae-748e-8ba0-a6dd9f1e5c07', NULL, 'GET', '/nowhere', 'key:01a22d3c-7a40-764e-9f69-4b3488d88a6c', true, 30000, 'rejected', '2026-11-30 16:14:34.296+00', '2026-11-30 16:14:34.317+00', NULL, '[{"at":"2026-11-30T16:14:34.296Z","durationMs":21,"outcome":"answered","status":404,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":19,"totalMs":21}}]');
INSERT INTO public.run VALUES ('01a22d3c-9358-7957-ac38-abacfa03d9d7', '01a22d3c-8f86-703d-9b77-973ae9561855', NULL, 'GET', '/ended-with-it', 'key:01a22d3c-7a40-764e-9f69-4b3488d88a6c', true, 30000, 'succeeded', '2026-11-30 16:14:34.328+00', '2026-11-30 16:14:34.331+00', NULL, '[{"at":"2026-11-30T16:14:34.328Z","durationMs":5,"outcome":"answered","status":200,"detail":null,"timings":{"queueMs":3,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":0,"totalMs":5}}]');
INSERT INTO public.run VALUES ('01a22d3c-939a-7fab-a31a-a5d28b105004', '01a22d3c-8eae-748e-8ba0-a6dd9f1e5c07', NULL, 'POST', '/delivered', 'key:01a22d3c-914f-7626-970e-879ad266822c', false, 30000, 'succeeded', '2026-11-30 16:14:34.394+00', '2026-11-30 16:14:34.494+00', NULL, '[{"at":"2026-11-30T16:14:34.463Z","durationMs":21,"outcome":"answered","status":200,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":6,"totalMs":21}}]');
INSERT INTO public.run VALUES ('01a22d3c-93ee-73e5-80bf-317235e38280', '01a22d3c-8f49-7a38-b9ba-4896f9b39e77', NULL, 'POST', '/nowhere', 'key:01a22d3c-7a40-764e-9f69-4b3488d88a6c', false, 30000, 'rejected', '2026-11-30 16:14:34.478+00', '2026-11-30 16:14:34.539+00', NULL, '[{"at":"2026-11-30T16:14:34.521Z","durationMs":8,"outcome":"answered","status":404,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":1,"totalMs":8}}]');
INSERT INTO public.run VALUES ('01a22d3c-949e-7248-baca-de52142db5c0', '01a22d3c-8fab-70d7-bbc4-c0dbdcb78e81', NULL, 'GET', '/x', 'key:01a22d3c-7a40-764e-9f69-4b3488d88a6c', true, 30000, 'rejected', '2026-11-30 16:14:34.654+00', '2026-11-30 16:14:34.696+00', NULL, '[{"at":"2026-11-30T16:14:34.654Z","durationMs":57,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":16,"dnsMs":1,"connectMs":1,"tlsMs":0,"firstByteMs":0,"totalMs":57}}]');
INSERT INTO public.run VALUES ('01a22d3c-9b9d-7de2-9236-af5279a43ac4', '01a22d3c-8f49-7a38-b9ba-4896f9b39e77', NULL, 'POST', '/once', 'key:01a22d3c-914f-7626-970e-879ad266822c', true, 30000, 'succeeded', '2026-11-30 16:14:36.445+00', '2026-11-30 16:14:36.464+00', NULL, '[{"at":"2026-11-30T16:14:36.445Z","durationMs":19,"outcome":"answered","status":200,"detail":null,"timings":{"queueMs":1,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":1,"totalMs":19}}]');
INSERT INTO public.run VALUES ('01a22d3c-9c50-7b3b-96b2-fda60ab3d8bf', '01a22d3c-8fab-70d7-bbc4-c0dbdcb78e81', NULL, 'GET', '/to-be-cancelled', 'key:01a22d3c-7a40-764e-9f69-4b3488d88a6c', false, 30000, 'cancelled', '2026-11-30 16:14:36.624+00', '2026-11-30 16:14:36.683+00', NULL, '[{"at":"2026-11-30T16:14:36.640Z","durationMs":4,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":2,"totalMs":4}}]');
INSERT INTO public.run VALUES ('01a22d3c-9c17-7500-aaf1-2a10287c24c6', '01a22d3c-8eae-748e-8ba0-a6dd9f1e5c07', 'open-case', 'POST', '/cases', 'key:01a22d3c-912c-788e-917b-d983217450b5', true, 30000, 'succeeded', '2026-11-30 16:14:36.567+00', '2026-11-30 16:14:36.618+00', NULL, '[{"at":"2026-11-30T16:14:36.567Z","durationMs":115,"outcome":"answered","status":200,"detail":null,"timings":{"queueMs":64,"dnsMs":0,"connectMs":2,"tlsMs":0,"firstByteMs":1,"totalMs":115}}]');
INSERT INTO public.run_body VALUES ('01a22d3c-939a-7fab-a31a-a5d28b105004', '\x01a0fe122c848db9c8562d4ae738cf68e90ff38ffad49f5c9fbf6b73bd2995883f6f195aaae02c22f0091b468f86a54777a46240901f217519d549e7a42a5d4e9d0ea64f747c857ae5306a7e6d40e920cec308a0a892b4b8f7f9f5cb38d5b508b04e020fd2255879954f858d096057b64d13abed4ed26d2d0660af58942445b9d1b0a8ca030fcbd224e27aba5cc44d6221b7d25a2ff1b92bce7596', '\x01a0fe122cb16eccb0050b56770919e8772d8a3e9082b94a3a78fca86cbf84b07449905062323e97252de114678f5992db7a59908761103afc50ccad430311dfdd420bbf6f1ed4cf037b5390427fe253fab112cfbb2ce70e2c3d448e9b9ae1482b5f204bf924ddce8ab463960e16703bfa0d05ebc623939eac3655991c35d619528ea893d275107d3d3093569ad5246a4d323e26a41625bc6f1d1161f69e8499960fa81f48617d1c350ea2be2d8bfc6af77b411d886d83e6b1da5c8b41d3cb36a5aa1ff7bd36dc0333679848cf3f54403958de7950cf3811cc2152e984c395e2a431a2839c4823a99e939ebe3e68db31a6b9859c2fc340b4cf2893d44b6ac42aa4c693c2482d', '2026-12-07 16:14:34.494+00');
INSERT INTO public.run_body VALUES ('01a22d3c-93ee-73e5-80bf-317235e38280', '\x01a0fe122ca4f9fe69e555641100ef17a318a8786ebdf13abbcd64f39465ee68e830011264143553ab11c187258ec2d1524a569c60fc06e7b327b104251194bf5b46a9faaee9a4e2199d1c30c8b1de2da6a790ce260723188383521cf6b3f35b46b0b26c0e827326d170334f54b99665e1186b36968e1806ec520967b16911b845f054c1', '\x01a0fe122cdaac0e60d378807362b7fc6a1da151c7f9cf621c2d2184e411f16283fc922faa6b71388b6d427219389567092eeff25367419cbb859927eaa25d7b3243fd4f928ce1638621b022a48effb1fb55acd3c2b54ff7be980877b9c806114d10798be063bf06c2ecf26b2b29c6d6ec59697365f141e388899796e6130086056ef9a2ade90fdd5ef82194fc0a4ef81ed8905b76b3601ab56ba051d6f1c0ab813ae7dc0c03431516282b19a0a3cc8f3138a2ce25738d376a12aff55acd85761bbe97e9879fa57258c7b144ff594cff37b3b32b4c54330dd9bf6342ff0cadf9d9ef5e9d286e9f5ffe760b7f7c724a7184de24bc2d1a0dc03a96615b4e90d6788a4922', '2026-12-07 16:14:34.539+00');
INSERT INTO public.run_body VALUES ('01a22d3c-9c50-7b3b-96b2-fda60ab3d8bf', '\x01a0fe122c3e8ebcd22dd74c96fb75ea109d84026e431590b24f88337aa71f42f3c6fc15fce3da578540d2cdf96cc17c87dc19bfa303b41d14cb63ef9cc30b6bea10920d01161340e15d0a398f7f2483a008830b00957dcd16239ffbde5277809b7b5a1b1f87da61d6173379f12d01ae6337943dd29f812d513d0b', '\x01a0fe122c7ccacf54d785b611137e24a1959031b5fe4af9961a0875ed4baa76a40f9340793d9d696eda262be346364479607cecdfac19c310716af184a6248a0b6cd6bb300f8bc0b85fbcaaf6e576e5bff7360f2564c48e3735faad6832239fef6507c1774d14dc95d7c6126bac4f6576fe942b5a6fed081e2d6fbc361426b87dd0e4fa135f082c1717f9caca7fb73ba274e8fc7bf037690016fd50fd938139de0cd6758fb47dc407a01fb2dc9598d661f4bf503d4ebfd287b42f894d3e53731b31e2f4837bc4f445ff2a04033f3b4faa1fdacecfe4a810605ee0fca833e7c23a33b7df93cc196779673c8520099e76f9b23ccfbebd0dc6814a75079e5f59474ea3ef841dfc4614c310a0', '2026-12-07 16:14:36.683+00');
INSERT INTO public.run_body VALUES ('01a22d3c-9b11-7582-a56b-54e1232c3607', '\x01a0fe122c9d59cc6c11021c14ade014d653e4881e6199df76576d8b5b4a2714c9f6222db2621173cce089a1a12b19d39ce6e5570762c36c79ee30133c3c1df4043dee7be6b6ece22e2521fbc45093ce42e8745021d85dcc0e99f08d3e3a118aa05d5a811332fe1daf590de6fa746132a39641ca32ae631755e9557a808f822ee8cd', '\x01a0fe122c0064d6dc61602c6d55eb055503d6cfdb175108e9be1509aeda9b7bc64cf6ae7542ec7532cbfcde5796a629c592898b831ae6cc149699db6fe65603772bdc635e203cbf3fd36ff7fc596fae3bad0952eac381526ec1ba2dc3736c8bece0274abf191fd98237292c77839e8fc8fe29372e7907144e0e6f42fe7f51d812fe70b84f30bd32aa08479ffda8f554503ea37d389e5ee8a851f42f5970955af4c37ff5f5fc5717d02793d46b7f654ff71f18c9602c05497ff3eccff940f8929d66bc5e2b8c57dfe4f9246cf1143d7550b590cd76de356a27ad09d86a6674bfd3f53a908d0938dac39136345ca99b721d3d52e4c8e7f989198b7f8f1745673f8555', NULL);
INSERT INTO public.run_body VALUES ('01a22d3c-94d1-7eee-ad6e-6314dfc3eb7c', '\x01a0fe122cdb0bf8d3a85855eb031e57b01de659f8d88d6c9d368111332f5eab8e657ce802ae07704a342058f961b9a842f398ece2500baeb91137e3d2845fc41315e95d8857102c601cacef8bb0b990f6f7dc1528ebe64ac91e03d23e5bd9d1235fa32387fcb187ee6d19447eb9636688293a2a4e2f9e7ad41991d0d15bbd5a02f185ea7b5fcf9ba0f2c3e331fe42f065a601d9', '\x01a0fe122c672827daec7da231cfda8f9ea86b4af9dc537f046a335c98b21e64013bdee8d5cb3d5dcebddc2b545b93373d2db844378265860c4ddb28e6e0b5d3805c2d98d3593cf11e6f3755c3cfefb0b5c4f0202089abf69751c28e6e29e32adcd44d4228a9d429b9f3e19bf3eb34376939c428cecb42fc5156f2cc2271da029c9540e5bb6c2a3c8d9d1e514ed74938492ded423c4711bea09c8d3df53cabe049ba6aecb54f05b7f7586415571b710310f37036350ef77c55f8cac5dc12682144a3f1942ca9e883c60836515063a6c6548b6c0fac978be026c21c2bf5cc4b93322974c8d40a30388ffa8766fea597206c4a552efa177746659d1fccb5035509286a', NULL);
INSERT INTO public.run_body VALUES ('01a22d3c-94ee-72ae-b692-78b376b1ac78', '\x01a0fe122c3022cda04ef48bef14d1155cac53a2ce478e04c0c9b3e5f095983e4aee21417aed56968028eac87557e15e7e2f45beb21bfb2c30a7ea487004c0be6e3806b9ce83abd847cd44d74b4fbc10bad746e9258ac084116070363dcafee892b9b263c2830519eac6e510abcfe408696149c8724873d269cf2f5acfd8bb', '\x01a0fe122c107fb6c5cff0c546e1c9b9763021a2d3341405a4e800da3a67763e014aac8d890983a2394f2eb525af946237bf0898c025c23d31882a6281ad8e7f0b81b3fdc4836fe89faffdfdc2cbec7b8ccabe98aae41b81d0fa2b2ac4404a638c2609f1cd1b5b12f81f12c2cc30fe6673cdcfd06e212140af92e47f47878cef2fa4c0a5c10749c8c3bbc0d7359311986acad2853495db90bd57a54a033d67c5e4a220fcb81429efcd66c5f361f0649de92450713be4b00fcc735bf891b7e4068150e8011ea3c7d6049fe6b9a2cce60dbd52e63019e9aa53b3838bd77481291e9a8eb51dbed73ec352680510eeb030b765fd41dada5f08e95b43638e7b2f2fa546fd410b9b7b483626a04fe4cc7564', NULL);
ALTER TABLE ONLY public.activity
    ADD CONSTRAINT activity_name_key UNIQUE (name);
ALTER TABLE ONLY public.activity
    ADD CONSTRAINT activity_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.api_key
    ADD CONSTRAINT api_key_key_hash_key UNIQUE (key_hash);
ALTER TABLE ONLY public.api_key
    ADD CONSTRAINT api_key_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.audit_entry
    ADD CONSTRAINT audit_entry_pkey PRIMARY KEY (sequence);
ALTER TABLE ONLY public.audit_head
    ADD CONSTRAINT audit_head_pkey PRIMARY KEY (only_row);
ALTER TABLE ONLY public.change_counter
    ADD CONSTRAINT change_counter_pkey PRIMARY KEY (only_row);
ALTER TABLE ONLY public.connector
    ADD CONSTRAINT connector_name_key_key UNIQUE (name_key);
ALTER TABLE ONLY public.connector
    ADD CONSTRAINT connector_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.delivery
    ADD CONSTRAINT delivery_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.derivation_keyset
    ADD CONSTRAINT derivation_keyset_pkey PRIMARY KEY (only_row);
ALTER TABLE ONLY public.ended_session
    ADD CONSTRAINT ended_session_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.flyway_schema_history
    ADD CONSTRAINT flyway_schema_history_pk PRIMARY KEY (installed_rank);
ALTER TABLE ONLY public.idempotency_key
    ADD CONSTRAINT idempotency_key_pkey PRIMARY KEY (key_hash);
ALTER TABLE ONLY public.idempotency_key
    ADD CONSTRAINT idempotency_key_run_id_key UNIQUE (run_id);
ALTER TABLE ONLY public.key_activity
    ADD CONSTRAINT key_activity_pkey PRIMARY KEY (key_id, activity_id);
ALTER TABLE ONLY public.key_connector
    ADD CONSTRAINT key_connector_pkey PRIMARY KEY (key_id, connector_id);
ALTER TABLE ONLY public.keyset
    ADD CONSTRAINT keyset_pkey PRIMARY KEY (only_row);
ALTER TABLE ONLY public.node
    ADD CONSTRAINT node_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.run_body
    ADD CONSTRAINT run_body_pkey PRIMARY KEY (run_id);
ALTER TABLE ONLY public.run
    ADD CONSTRAINT run_pkey PRIMARY KEY (id);
CREATE INDEX activity_of_connector ON public.activity USING btree (connector_id);
CREATE INDEX audit_entry_actor ON public.audit_entry USING btree (actor, sequence);
CREATE INDEX audit_entry_actor_name ON public.audit_entry USING btree (actor_name, sequence);
CREATE INDEX audit_entry_object_id ON public.audit_entry USING btree (object_id, sequence);
CREATE INDEX audit_entry_object_name ON public.audit_entry USING btree (object_name, sequence);
CREATE INDEX audit_entry_time ON public.audit_entry USING btree (happened_at);
CREATE INDEX connector_last_name_key ON public.connector USING btree (last_name_key);
CREATE INDEX delivery_claimed ON public.delivery USING btree (claimed_by);
CREATE INDEX delivery_due ON public.delivery USING btree (connector_id, due_at);
CREATE INDEX flyway_schema_history_s_idx ON public.flyway_schema_history USING btree (success);
CREATE INDEX idempotency_key_expires_at ON public.idempotency_key USING btree (expires_at);
CREATE INDEX key_activity_of_activity ON public.key_activity USING btree (activity_id);
CREATE INDEX run_body_erase_after ON public.run_body USING btree (erase_after);
CREATE INDEX run_in_state ON public.run USING btree (state, id, connector_id);
CREATE INDEX run_of_activity ON public.run USING btree (activity, id, connector_id, caller, state);
CREATE INDEX run_of_caller ON public.run USING btree (caller, id, connector_id, state);
CREATE INDEX run_of_connector ON public.run USING btree (connector_id, id, state);
ALTER TABLE ONLY public.activity
    ADD CONSTRAINT activity_connector_id_fkey FOREIGN KEY (connector_id) REFERENCES public.connector(id);
ALTER TABLE ONLY public.key_activity
    ADD CONSTRAINT key_activity_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES public.activity(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.key_activity
    ADD CONSTRAINT key_activity_key_id_fkey FOREIGN KEY (key_id) REFERENCES public.api_key(id);
ALTER TABLE ONLY public.key_connector
    ADD CONSTRAINT key_connector_connector_id_fkey FOREIGN KEY (connector_id) REFERENCES public.connector(id);
ALTER TABLE ONLY public.key_connector
    ADD CONSTRAINT key_connector_key_id_fkey FOREIGN KEY (key_id) REFERENCES public.api_key(id);
ALTER TABLE ONLY public.run
    ADD CONSTRAINT run_connector_id_fkey FOREIGN KEY (connector_id) REFERENCES public.connector(id);
