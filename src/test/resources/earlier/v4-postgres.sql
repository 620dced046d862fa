-- Made by 379c178, whose schema was V4; what its callers kept:
-- ended=2026-11-30T16:14:07Z
-- audit.entries=19
-- connector.basic=01a22d3c-0c60-7ed0-804f-667ae6d69f6b
-- connector.down=01a22d3c-0dac-7785-971a-f02dceba1aed
-- connector.header=01a22d3c-0ce2-7866-9cb8-0f7de5d6dcb6
-- connector.open=01a22d3c-0d28-7b2e-9e08-624fac8c111c
-- connector.paused=01a22d3c-0d52-7e09-a989-191c3468b36c
-- connector.query=01a22d3c-0d00-7abc-8be6-bb7efa1878e3
-- connector.revoked=01a22d3c-0d8b-7d8e-b9e4-c2b7eda47b17
-- connector.token=01a22d3c-0cb7-7810-a603-83ebab9b42ad
-- key.auditor=ac_PDsxDHLV1I86HwAtG_PmCm_1jgsTZ3oeE_9EwvJ3Fro
-- key.designer=ac_Hmvp3fJpxSppjXOwZKXAiWMKSdYh295UBXSeVGMFmSk
-- key.ended=ac_fU6P3nd6iJ06z1TmNQVNsmlMAWHu5uQmE2FzWHn5Oeg
-- key.runner=ac_kjgpGwi-6t3QTHUOw7poNkg8ay_sP4n8Hne69kV8Lus
-- key.runner-of-all=ac_VVAZgk5w7PjLPMputVSmPeECSXtrSZsG9pVzD6jRoSs
-- run.delivered=01a22d3c-10a5-764c-b261-3be8f91a03b5
-- run.queued.ended-key=01a22d3c-11ff-765e-a847-1a509f8c53d5
-- run.queued.paused=01a22d3c-180b-7f6d-b1ea-198af4c9cc89
-- run.queued.post=01a22d3c-11bc-7571-ad6d-8914877c6889
-- run.rejected=01a22d3c-10c4-768c-b517-e0aa47ed7cdc
-- run.waited.basic=01a22d3c-0eb0-7be1-962c-80080fd755d1
-- run.waited.header=01a22d3c-0fe9-7718-80a1-587ccb1b771a
-- run.waited.open=01a22d3c-1030-7145-8881-d608e7a74386
-- run.waited.query=01a22d3c-1011-745a-b023-56f85ba1d059
-- run.waited.revoked=01a22d3c-104e-7299-9a49-a89c2feb941f
-- run.waited.token=01a22d3c-0fcc-76e4-9ea6-b0a79ac3ee1b
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
    next_attempt_at timestamp(3) with time zone,
    replay_of uuid,
    attempts character varying NOT NULL,
    sealed_request bytea,
    sealed_result bytea,
    claimed_by uuid,
    claimed_until timestamp(3) with time zone,
    version bigint NOT NULL
);
INSERT INTO public.api_key VALUES ('01a22d3c-0ddb-76fc-bb39-1e6ab1b4f560', 'designer', 'designer', '65f3117cff19c4c40f1089fdc901e3a75b9e2b643d489d7021aaec5a34c6a5a1', '2026-11-30 16:14:00.153+00', NULL, true, true, false, NULL, NULL);
INSERT INTO public.api_key VALUES ('01a22d3c-0e06-715e-9b78-f62a1795ade8', 'auditor', 'auditor', 'd0162cde7e9cc0c2f441ebe1486fe4d99ba27e12b439a581575a2cba339fd895', '2026-11-30 16:14:00.197+00', NULL, true, true, false, NULL, NULL);
INSERT INTO public.api_key VALUES ('01a22d3c-0e51-7486-9b7c-a8d8468a8b63', 'runner', 'runner', '492c88f1f8cea1bac251d9028308e0ca287f29fff66047c3e16ee1917506312e', '2026-11-30 16:14:00.268+00', NULL, false, false, false, NULL, NULL);
INSERT INTO public.api_key VALUES ('01a22d3c-0e6e-749f-b31b-3a43bc484bba', 'runner-of-all', 'runner', '9e0b5fc1d7b726d04f520fdf16efe993e719d06b9e30902e3e2f004ab5b40b20', '2026-11-30 16:14:00.302+00', NULL, true, false, false, NULL, '2026-11-30 16:14:00.865+00');
INSERT INTO public.api_key VALUES ('01a22d3c-0e80-7897-9473-50da806d4939', 'ended', 'runner', '331aca02f6544ee128ae5cb7a7da1153b443a57c896f6afabc985d0d695f8a59', '2026-11-30 16:14:00.319+00', '2026-11-30 16:14:02.745+00', true, false, false, NULL, '2026-11-30 16:14:01.197+00');
INSERT INTO public.api_key VALUES ('01a22d3c-0133-7239-8e84-910c6322a99e', 'appconnector.admin-key', 'admin', 'cd09f5c3832db2e7d327bca1c9b3aff7fad80f84295d57ecf193107179cfad8c', '2026-11-30 16:13:56.918+00', NULL, true, true, true, NULL, '2026-11-30 16:14:06.039+00');
INSERT INTO public.audit_entry VALUES (1, '2026-11-30 16:13:56.919+00', 'appconnector', NULL, '01a22d3c-0133-7239-8e84-910c6322a99e', 'appconnector.admin-key', '{"action":"key.created","actor":{"id":"appconnector","name":null},"address":null,"at":"2026-11-30T16:13:56.919Z","count":1,"fields":[],"object":{"id":"01a22d3c-0133-7239-8e84-910c6322a99e","kind":"key","name":"appconnector.admin-key"},"outcome":"done","run":null,"sequence":1}', '3071660134', 'c79ceb40a8ee4ec762d9b6cd90cacbc1bc3792f302df01ed9372c023dde21940');
INSERT INTO public.audit_entry VALUES (2, '2026-11-30 16:13:59.834+00', 'key:01a22d3c-0133-7239-8e84-910c6322a99e', 'appconnector.admin-key', '01a22d3c-0c60-7ed0-804f-667ae6d69f6b', 'basic', '{"action":"connector.created","actor":{"id":"key:01a22d3c-0133-7239-8e84-910c6322a99e","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:13:59.834Z","count":1,"fields":[],"object":{"id":"01a22d3c-0c60-7ed0-804f-667ae6d69f6b","kind":"connector","name":"basic"},"outcome":"done","run":null,"sequence":2}', '3071660134', '80e1d846888c1e4db7129ba8fff3f65c2ff69b368fe13c2a2f32dfac2c8815a3');
INSERT INTO public.audit_entry VALUES (3, '2026-11-30 16:13:59.882+00', 'key:01a22d3c-0133-7239-8e84-910c6322a99e', 'appconnector.admin-key', '01a22d3c-0cb7-7810-a603-83ebab9b42ad', 'token', '{"action":"connector.created","actor":{"id":"key:01a22d3c-0133-7239-8e84-910c6322a99e","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:13:59.882Z","count":1,"fields":[],"object":{"id":"01a22d3c-0cb7-7810-a603-83ebab9b42ad","kind":"connector","name":"token"},"outcome":"done","run":null,"sequence":3}', '3071660134', '6059372aa586fc12518c4d1bff7577f8c6b6a68f0b6321df53b6924c86c2e46f');
INSERT INTO public.audit_entry VALUES (4, '2026-11-30 16:13:59.918+00', 'key:01a22d3c-0133-7239-8e84-910c6322a99e', 'appconnector.admin-key', '01a22d3c-0ce2-7866-9cb8-0f7de5d6dcb6', 'header', '{"action":"connector.created","actor":{"id":"key:01a22d3c-0133-7239-8e84-910c6322a99e","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:13:59.918Z","count":1,"fields":[],"object":{"id":"01a22d3c-0ce2-7866-9cb8-0f7de5d6dcb6","kind":"connector","name":"header"},"outcome":"done","run":null,"sequence":4}', '3071660134', 'c09b0c10821c762a2afcbda69f4b3ebdd9aabb5f8a3ce2f2db6bd85e98e6c3ce');
INSERT INTO public.audit_entry VALUES (5, '2026-11-30 16:13:59.961+00', 'key:01a22d3c-0133-7239-8e84-910c6322a99e', 'appconnector.admin-key', '01a22d3c-0d00-7abc-8be6-bb7efa1878e3', 'query', '{"action":"connector.created","actor":{"id":"key:01a22d3c-0133-7239-8e84-910c6322a99e","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:13:59.961Z","count":1,"fields":[],"object":{"id":"01a22d3c-0d00-7abc-8be6-bb7efa1878e3","kind":"connector","name":"query"},"outcome":"done","run":null,"sequence":5}', '3071660134', 'e11d46cad29bbf9035bf700bb2e43c5ce98401af059aa9a7dc709a17791306f7');
INSERT INTO public.audit_entry VALUES (6, '2026-11-30 16:14:00.001+00', 'key:01a22d3c-0133-7239-8e84-910c6322a99e', 'appconnector.admin-key', '01a22d3c-0d28-7b2e-9e08-624fac8c111c', 'open', '{"action":"connector.created","actor":{"id":"key:01a22d3c-0133-7239-8e84-910c6322a99e","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:00.001Z","count":1,"fields":[],"object":{"id":"01a22d3c-0d28-7b2e-9e08-624fac8c111c","kind":"connector","name":"open"},"outcome":"done","run":null,"sequence":6}', '3071660134', '5d1bd4137cb321ac775641190777418c8764500a382a40022efbe31028a53ca0');
INSERT INTO public.audit_entry VALUES (7, '2026-11-30 16:14:00.024+00', 'key:01a22d3c-0133-7239-8e84-910c6322a99e', 'appconnector.admin-key', '01a22d3c-0d52-7e09-a989-191c3468b36c', 'paused', '{"action":"connector.created","actor":{"id":"key:01a22d3c-0133-7239-8e84-910c6322a99e","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:00.024Z","count":1,"fields":[],"object":{"id":"01a22d3c-0d52-7e09-a989-191c3468b36c","kind":"connector","name":"paused"},"outcome":"done","run":null,"sequence":7}', '3071660134', 'a667127b2b0ce2598434d1c6055a9805cb7f5a3fa06341a7917cad1af390c879');
INSERT INTO public.audit_entry VALUES (8, '2026-11-30 16:14:00.083+00', 'key:01a22d3c-0133-7239-8e84-910c6322a99e', 'appconnector.admin-key', '01a22d3c-0d8b-7d8e-b9e4-c2b7eda47b17', 'revoked', '{"action":"connector.created","actor":{"id":"key:01a22d3c-0133-7239-8e84-910c6322a99e","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:00.083Z","count":1,"fields":[],"object":{"id":"01a22d3c-0d8b-7d8e-b9e4-c2b7eda47b17","kind":"connector","name":"revoked"},"outcome":"done","run":null,"sequence":8}', '3071660134', 'bd38c60f5b9263bd13e8e8be689850c2a8dbf84a457a35e4f5556a722305b326');
INSERT INTO public.audit_entry VALUES (9, '2026-11-30 16:14:00.116+00', 'key:01a22d3c-0133-7239-8e84-910c6322a99e', 'appconnector.admin-key', '01a22d3c-0dac-7785-971a-f02dceba1aed', 'down', '{"action":"connector.created","actor":{"id":"key:01a22d3c-0133-7239-8e84-910c6322a99e","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:00.116Z","count":1,"fields":[],"object":{"id":"01a22d3c-0dac-7785-971a-f02dceba1aed","kind":"connector","name":"down"},"outcome":"done","run":null,"sequence":9}', '3071660134', '34da364735fb61adc1783f84fc1eaa514b296f6149a1a1e2845d532aa82b66e5');
INSERT INTO public.audit_entry VALUES (10, '2026-11-30 16:14:00.167+00', 'key:01a22d3c-0133-7239-8e84-910c6322a99e', 'appconnector.admin-key', '01a22d3c-0ddb-76fc-bb39-1e6ab1b4f560', 'designer', '{"action":"key.created","actor":{"id":"key:01a22d3c-0133-7239-8e84-910c6322a99e","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:00.167Z","count":1,"fields":[],"object":{"id":"01a22d3c-0ddb-76fc-bb39-1e6ab1b4f560","kind":"key","name":"designer"},"outcome":"done","run":null,"sequence":10}', '3071660134', '932e9e523ad47368fa6dc5a3a8615eb0a665ccd634060b498668a58962eee75e');
INSERT INTO public.audit_entry VALUES (11, '2026-11-30 16:14:00.201+00', 'key:01a22d3c-0133-7239-8e84-910c6322a99e', 'appconnector.admin-key', '01a22d3c-0e06-715e-9b78-f62a1795ade8', 'auditor', '{"action":"key.created","actor":{"id":"key:01a22d3c-0133-7239-8e84-910c6322a99e","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:00.201Z","count":1,"fields":[],"object":{"id":"01a22d3c-0e06-715e-9b78-f62a1795ade8","kind":"key","name":"auditor"},"outcome":"done","run":null,"sequence":11}', '3071660134', '785a0e4070463d0a1e6ea947a599857df6e18771d56f447edcc37ee398a2be24');
INSERT INTO public.audit_entry VALUES (12, '2026-11-30 16:14:00.279+00', 'key:01a22d3c-0133-7239-8e84-910c6322a99e', 'appconnector.admin-key', '01a22d3c-0e51-7486-9b7c-a8d8468a8b63', 'runner', '{"action":"key.created","actor":{"id":"key:01a22d3c-0133-7239-8e84-910c6322a99e","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:00.279Z","count":1,"fields":[],"object":{"id":"01a22d3c-0e51-7486-9b7c-a8d8468a8b63","kind":"key","name":"runner"},"outcome":"done","run":null,"sequence":12}', '3071660134', '220df5f380cc2bd5d3e6f378213b084cb1d3731325871cb6cff3051bccf2fa1a');
INSERT INTO public.audit_entry VALUES (13, '2026-11-30 16:14:00.304+00', 'key:01a22d3c-0133-7239-8e84-910c6322a99e', 'appconnector.admin-key', '01a22d3c-0e6e-749f-b31b-3a43bc484bba', 'runner-of-all', '{"action":"key.created","actor":{"id":"key:01a22d3c-0133-7239-8e84-910c6322a99e","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:00.304Z","count":1,"fields":[],"object":{"id":"01a22d3c-0e6e-749f-b31b-3a43bc484bba","kind":"key","name":"runner-of-all"},"outcome":"done","run":null,"sequence":13}', '3071660134', '22dd66c619d321e5df58f898058a2890f0830d8ba188641b64848169394d9898');
INSERT INTO public.audit_entry VALUES (14, '2026-11-30 16:14:00.323+00', 'key:01a22d3c-0133-7239-8e84-910c6322a99e', 'appconnector.admin-key', '01a22d3c-0e80-7897-9473-50da806d4939', 'ended', '{"action":"key.created","actor":{"id":"key:01a22d3c-0133-7239-8e84-910c6322a99e","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:00.323Z","count":1,"fields":[],"object":{"id":"01a22d3c-0e80-7897-9473-50da806d4939","kind":"key","name":"ended"},"outcome":"done","run":null,"sequence":14}', '3071660134', '4bd53e54ea1a88c3e3ee0225d029f513d8dc05fb052db8092e09200f1b993db9');
INSERT INTO public.audit_entry VALUES (15, '2026-11-30 16:14:00.739+00', 'key:01a22d3c-0133-7239-8e84-910c6322a99e', NULL, '01a22d3c-0d00-7abc-8be6-bb7efa1878e3', 'query', '{"action":"secret.echoed","actor":{"id":"key:01a22d3c-0133-7239-8e84-910c6322a99e","name":null},"address":null,"at":"2026-11-30T16:14:00.739Z","count":1,"fields":[],"object":{"id":"01a22d3c-0d00-7abc-8be6-bb7efa1878e3","kind":"connector","name":"query"},"outcome":"masked","run":"01a22d3c-1011-745a-b023-56f85ba1d059","sequence":15}', '3071660134', '53291d6a67692f6695d69bbed000867757038f488a7e6940d155c7cf63e375c7');
INSERT INTO public.audit_entry VALUES (16, '2026-11-30 16:14:01.034+00', NULL, NULL, NULL, NULL, '{"action":"authentication.refused","actor":null,"address":"127.0.0.1","at":"2026-11-30T16:14:01.034Z","count":1,"fields":[],"object":null,"outcome":"refused","run":null,"sequence":16}', '3071660134', '3c73287eba5bd4338d9465cddd0149e276585e3512d1700e758f5df48863f789');
INSERT INTO public.audit_entry VALUES (17, '2026-11-30 16:14:02.753+00', 'key:01a22d3c-0133-7239-8e84-910c6322a99e', 'appconnector.admin-key', '01a22d3c-0e80-7897-9473-50da806d4939', 'ended', '{"action":"key.ended","actor":{"id":"key:01a22d3c-0133-7239-8e84-910c6322a99e","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:02.753Z","count":1,"fields":[],"object":{"id":"01a22d3c-0e80-7897-9473-50da806d4939","kind":"key","name":"ended"},"outcome":"done","run":null,"sequence":17}', '3071660134', '857b1f4c8a82199d9d9db9e1b45e2c10f51c6f1028173a3f06ca585d8eaa65bb');
INSERT INTO public.audit_entry VALUES (18, '2026-11-30 16:14:02.923+00', 'key:01a22d3c-0133-7239-8e84-910c6322a99e', 'appconnector.admin-key', '01a22d3c-0d52-7e09-a989-191c3468b36c', 'paused', '{"action":"connector.paused","actor":{"id":"key:01a22d3c-0133-7239-8e84-910c6322a99e","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:02.923Z","count":1,"fields":["/paused"],"object":{"id":"01a22d3c-0d52-7e09-a989-191c3468b36c","kind":"connector","name":"paused"},"outcome":"done","run":null,"sequence":18}', '3071660134', 'e5bee3d5a96a100b07b5f15c887629cb50c4a456431d7bb9c78704e6cc137865');
INSERT INTO public.audit_entry VALUES (19, '2026-11-30 16:14:02.958+00', 'key:01a22d3c-0133-7239-8e84-910c6322a99e', 'appconnector.admin-key', '01a22d3c-0d8b-7d8e-b9e4-c2b7eda47b17', 'revoked', '{"action":"connector.revoked","actor":{"id":"key:01a22d3c-0133-7239-8e84-910c6322a99e","name":"appconnector.admin-key"},"address":"127.0.0.1","at":"2026-11-30T16:14:02.958Z","count":1,"fields":[],"object":{"id":"01a22d3c-0d8b-7d8e-b9e4-c2b7eda47b17","kind":"connector","name":"revoked"},"outcome":"done","run":null,"sequence":19}', '3071660134', '4d64fa920ad0b4bc053ecfbf890efdf79fb99ba9f3a8c4a04412723053e30d63');
INSERT INTO public.audit_head VALUES (1, 19, '4d64fa920ad0b4bc053ecfbf890efdf79fb99ba9f3a8c4a04412723053e30d63', 0, '', '3071660134', '6553066272e1b7b3f6bcb8a6f5207f03f34438061c567bf113394a34ab00fd86');
INSERT INTO public.change_counter VALUES (1, 17);
INSERT INTO public.connector VALUES ('01a22d3c-0d00-7abc-8be6-bb7efa1878e3', 'query', 'query', 'query', 'http://query.example:8099/api', '{"auth":{"type":"api-key","in":"query","name":"key"},"headers":{},"limits":{"maxConcurrent":50,"callsPerSecond":null,"maxResponseBytes":10485760},"delivery":{"maxAge":2592000000,"maxAttempts":200,"firstDelay":100,"maxDelay":1000,"repeat":"any"}}', '{"auth/value":{"version":1,"changedAt":"2026-11-30T16:13:59.938Z","ciphertext":"AZTUoCopQtp9TtqochdvfubYgjIzmWt7sKm0ZidMfTe9BsQYbuP0CzFsxFHRuevcZyKcC50="}}', 'live', 1, '2026-11-30 16:13:59.936+00', '2026-11-30 16:13:59.936+00', NULL, '2026-11-30 16:14:00.744+00');
INSERT INTO public.connector VALUES ('01a22d3c-0c60-7ed0-804f-667ae6d69f6b', 'basic', 'basic', 'basic', 'http://basic.example:8099/api', '{"auth":{"type":"basic","username":"clerk"},"headers":{},"limits":{"maxConcurrent":50,"callsPerSecond":null,"maxResponseBytes":10485760},"delivery":{"maxAge":2592000000,"maxAttempts":200,"firstDelay":100,"maxDelay":1000,"repeat":"any"}}', '{"auth/password":{"version":1,"changedAt":"2026-11-30T16:13:59.793Z","ciphertext":"AZTUoCrVtYWTLefv6REbz/7dCmRlfDGfEH8sJ4LD0hM01+ismzhGstoyRJ3lxoQeSG+yS5lt"}}', 'live', 1, '2026-11-30 16:13:59.777+00', '2026-11-30 16:13:59.777+00', NULL, '2026-11-30 16:14:00.64+00');
INSERT INTO public.connector VALUES ('01a22d3c-0d52-7e09-a989-191c3468b36c', 'paused', 'paused', 'paused', 'http://paused.example:8099/api', '{"auth":{"type":"token","prefix":"Bearer"},"headers":{},"limits":{"maxConcurrent":50,"callsPerSecond":null,"maxResponseBytes":10485760},"delivery":{"maxAge":2592000000,"maxAttempts":200,"firstDelay":100,"maxDelay":1000,"repeat":"any"}}', '{"auth/value":{"version":1,"changedAt":"2026-11-30T16:14:00.019Z","ciphertext":"AZTUoCoO67piXsy9FUlcSabTYhXUoQzejupJIHIzsbqFy6ab0YqrF/QSOTx3wP3nQAFmzuoxMw=="}}', 'paused', 2, '2026-11-30 16:14:00.018+00', '2026-11-30 16:14:02.911+00', NULL, '2026-11-30 16:14:02.913+00');
INSERT INTO public.connector VALUES ('01a22d3c-0ce2-7866-9cb8-0f7de5d6dcb6', 'header', 'header', 'header', 'http://header.example:8099/api', '{"auth":{"type":"api-key","in":"header","name":"X-Key"},"headers":{},"limits":{"maxConcurrent":50,"callsPerSecond":null,"maxResponseBytes":10485760},"delivery":{"maxAge":2592000000,"maxAttempts":200,"firstDelay":100,"maxDelay":1000,"repeat":"any"}}', '{"auth/value":{"version":1,"changedAt":"2026-11-30T16:13:59.908Z","ciphertext":"AZTUoCpI4OT/KM12jAoeoL1o2yN7Y1sh3pttuCSWpRQ8wI7VyvnpEJZZBfGCPJm4u+wsbGc="}}', 'live', 1, '2026-11-30 16:13:59.906+00', '2026-11-30 16:13:59.906+00', NULL, '2026-11-30 16:14:00.706+00');
INSERT INTO public.connector VALUES ('01a22d3c-0cb7-7810-a603-83ebab9b42ad', 'token', 'token', 'token', 'http://token.example:8099/api', '{"auth":{"type":"token","prefix":"Token"},"headers":{"X-Client":"old"},"limits":{"maxConcurrent":7,"callsPerSecond":null,"maxResponseBytes":10485760},"delivery":{"maxAge":2592000000,"maxAttempts":200,"firstDelay":100,"maxDelay":1000,"repeat":"any"}}', '{"auth/value":{"version":1,"changedAt":"2026-11-30T16:13:59.867Z","ciphertext":"AZTUoCqXssG3c1G0b6WxpMwE7mksxYq+3KyCJIH3kPk5uR69RX0CX1HHOGSSdsvNSrOPZ3NZ"},"secretHeaders/X-Org-Key":{"version":1,"changedAt":"2026-11-30T16:13:59.867Z","ciphertext":"AZTUoCq7hXuBo09//adDQyWTkGKquR8jVqiZ0bLnP8wo48KfQnVk0spubT7SKKjmdyz0iA=="}}', 'live', 1, '2026-11-30 16:13:59.863+00', '2026-11-30 16:13:59.863+00', NULL, '2026-11-30 16:14:01.033+00');
INSERT INTO public.connector VALUES ('01a22d3c-0d28-7b2e-9e08-624fac8c111c', 'open', 'open', 'open', 'http://open.example:8099/api', '{"auth":{"type":"none"},"headers":{},"limits":{"maxConcurrent":50,"callsPerSecond":null,"maxResponseBytes":10485760},"delivery":{"maxAge":2592000000,"maxAttempts":200,"firstDelay":100,"maxDelay":1000,"repeat":"any"}}', '{}', 'live', 1, '2026-11-30 16:13:59.976+00', '2026-11-30 16:13:59.976+00', NULL, '2026-11-30 16:14:01.017+00');
INSERT INTO public.connector VALUES ('01a22d3c-0d8b-7d8e-b9e4-c2b7eda47b17', 'revoked', NULL, 'revoked', 'http://revoked.example:8099/api', '{"auth":{"type":"token","prefix":"Bearer"},"headers":{},"limits":{"maxConcurrent":50,"callsPerSecond":null,"maxResponseBytes":10485760},"delivery":{"maxAge":2592000000,"maxAttempts":200,"firstDelay":100,"maxDelay":1000,"repeat":"any"}}', NULL, 'revoked', 2, '2026-11-30 16:14:00.075+00', '2026-11-30 16:14:02.953+00', '2026-11-30 16:14:02.953+00', '2026-11-30 16:14:00.861+00');
INSERT INTO public.connector VALUES ('01a22d3c-0dac-7785-971a-f02dceba1aed', 'down', 'down', 'down', 'http://down.example:8099/api', '{"auth":{"type":"basic","username":"clerk"},"headers":{},"limits":{"maxConcurrent":50,"callsPerSecond":null,"maxResponseBytes":10485760},"delivery":{"maxAge":2592000000,"maxAttempts":200,"firstDelay":100,"maxDelay":1000,"repeat":"any"}}', '{"auth/password":{"version":1,"changedAt":"2026-11-30T16:14:00.110Z","ciphertext":"AZTUoCpa47BwH8Cz0hQ7N1sTIzRfGb4bDpMVmjNQXgrqeDIly6/FmqbrDHJyX32XCIsepb0="}}', 'live', 1, '2026-11-30 16:14:00.108+00', '2026-11-30 16:14:00.108+00', NULL, '2026-11-30 16:14:05.845+00');
INSERT INTO public.derivation_keyset VALUES (1, 'Eo0BgoUi/nfVynenmZE5s2FHGfeIkNSnNc9REGDs5Pom+D40AGqg9sEtMi7ePFD9+VZh2FZ7iE0QD/7M910brvrA+zH2BIGVQRSObXJU1mQ2G28skKkR6U+cSk7lCQUGb+OpDYDZ02/t9DwCFWirRzCt1QcdhK0ToWewgve0ZQbPEzNbLGzPzfsVjFhVNEv4', '2026-11-30 16:13:56.886+00');
INSERT INTO public.flyway_schema_history VALUES (1, '1', 'connectors runs and callers', 'SQL', 'V1__connectors_runs_and_callers.sql', -1247908145, 'postgres', '2026-11-30 16:13:55.984407', 102, true);
INSERT INTO public.flyway_schema_history VALUES (2, '2', 'roles and scopes of keys', 'SQL', 'V2__roles_and_scopes_of_keys.sql', -1608515530, 'postgres', '2026-11-30 16:13:56.142106', 8, true);
INSERT INTO public.flyway_schema_history VALUES (3, '3', 'audit', 'SQL', 'V3__audit.sql', 1707786348, 'postgres', '2026-11-30 16:13:56.186607', 29, true);
INSERT INTO public.flyway_schema_history VALUES (4, '4', 'ended sessions', 'SQL', 'V4__ended_sessions.sql', 1531980212, 'postgres', '2026-11-30 16:13:56.237119', 4, true);
INSERT INTO public.key_connector VALUES ('01a22d3c-0e51-7486-9b7c-a8d8468a8b63', '01a22d3c-0c60-7ed0-804f-667ae6d69f6b');
INSERT INTO public.keyset VALUES (1, 'EogBk8JwvbYrrOHVGi26MqLoEDx/s++SAWVwFzUtpiqMTakzSjgDGTZHCn08lHQMGTsbsS5MiUygpU/Ew+Z1FBallHq8a3Gvxb5m6UGGkViK8+M031hA+8dvkuVXnwEn6RxlDqytw9qw79hhKHsxjfBeL+PJCC5K+lWCaHDDBMuwaCLJD9uG1/fshA==', '2026-11-30 16:13:56.694+00');
INSERT INTO public.run VALUES ('01a22d3c-0eb0-7be1-962c-80080fd755d1', '01a22d3c-0c60-7ed0-804f-667ae6d69f6b', NULL, 'GET', '/waited', 'key:01a22d3c-0133-7239-8e84-910c6322a99e', true, 30000, 'succeeded', '2026-11-30 16:14:00.358+00', '2026-11-30 16:14:00.64+00', NULL, NULL, '[{"at":"2026-11-30T16:14:00.358Z","durationMs":282,"outcome":"answered","status":200,"detail":null,"timings":{"queueMs":12,"dnsMs":6,"connectMs":1,"tlsMs":0,"firstByteMs":6,"totalMs":282}}]', NULL, NULL, NULL, NULL, 0);
INSERT INTO public.run VALUES ('01a22d3c-0fcc-76e4-9ea6-b0a79ac3ee1b', '01a22d3c-0cb7-7810-a603-83ebab9b42ad', NULL, 'GET', '/waited', 'key:01a22d3c-0133-7239-8e84-910c6322a99e', true, 30000, 'succeeded', '2026-11-30 16:14:00.651+00', '2026-11-30 16:14:00.671+00', NULL, NULL, '[{"at":"2026-11-30T16:14:00.651Z","durationMs":20,"outcome":"answered","status":200,"detail":null,"timings":{"queueMs":2,"dnsMs":1,"connectMs":0,"tlsMs":0,"firstByteMs":1,"totalMs":20}}]', NULL, NULL, NULL, NULL, 0);
INSERT INTO public.run VALUES ('01a22d3c-0fe9-7718-80a1-587ccb1b771a', '01a22d3c-0ce2-7866-9cb8-0f7de5d6dcb6', NULL, 'GET', '/waited', 'key:01a22d3c-0133-7239-8e84-910c6322a99e', true, 30000, 'succeeded', '2026-11-30 16:14:00.68+00', '2026-11-30 16:14:00.706+00', NULL, NULL, '[{"at":"2026-11-30T16:14:00.680Z","durationMs":26,"outcome":"answered","status":200,"detail":null,"timings":{"queueMs":1,"dnsMs":1,"connectMs":0,"tlsMs":0,"firstByteMs":7,"totalMs":26}}]', NULL, NULL, NULL, NULL, 0);
INSERT INTO public.run VALUES ('01a22d3c-1011-745a-b023-56f85ba1d059', '01a22d3c-0d00-7abc-8be6-bb7efa1878e3', NULL, 'GET', '/waited', 'key:01a22d3c-0133-7239-8e84-910c6322a99e', true, 30000, 'succeeded', '2026-11-30 16:14:00.716+00', '2026-11-30 16:14:00.744+00', NULL, NULL, '[{"at":"2026-11-30T16:14:00.716Z","durationMs":28,"outcome":"answered","status":200,"detail":null,"timings":{"queueMs":5,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":1,"totalMs":28}}]', NULL, NULL, NULL, NULL, 0);
INSERT INTO public.run VALUES ('01a22d3c-1030-7145-8881-d608e7a74386', '01a22d3c-0d28-7b2e-9e08-624fac8c111c', NULL, 'GET', '/waited', 'key:01a22d3c-0133-7239-8e84-910c6322a99e', true, 30000, 'succeeded', '2026-11-30 16:14:00.751+00', '2026-11-30 16:14:00.777+00', NULL, NULL, '[{"at":"2026-11-30T16:14:00.751Z","durationMs":26,"outcome":"answered","status":200,"detail":null,"timings":{"queueMs":1,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":0,"totalMs":26}}]', NULL, NULL, NULL, NULL, 0);
INSERT INTO public.run VALUES ('01a22d3c-104e-7299-9a49-a89c2feb941f', '01a22d3c-0d8b-7d8e-b9e4-c2b7eda47b17', NULL, 'GET', '/waited', 'key:01a22d3c-0133-7239-8e84-910c6322a99e', true, 30000, 'succeeded', '2026-11-30 16:14:00.782+00', '2026-11-30 16:14:00.8+00', NULL, NULL, '[{"at":"2026-11-30T16:14:00.782Z","durationMs":18,"outcome":"answered","status":200,"detail":null,"timings":{"queueMs":1,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":0,"totalMs":18}}]', NULL, NULL, NULL, NULL, 0);
INSERT INTO public.run VALUES ('01a22d3c-1065-7915-a871-4a1749fe97cc', '01a22d3c-0cb7-7810-a603-83ebab9b42ad', NULL, 'GET', '/nowhere', 'key:01a22d3c-0133-7239-8e84-910c6322a99e', true, 30000, 'rejected', '2026-11-30 16:14:00.805+00', '2026-11-30 16:14:00.809+00', NULL, NULL, '[{"at":"2026-11-30T16:14:00.805Z","durationMs":4,"outcome":"answered","status":404,"detail":null,"timings":{"queueMs":1,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":1,"totalMs":4}}]', NULL, NULL, NULL, NULL, 0);
INSERT INTO public.run VALUES ('01a22d3c-1071-7f1f-837b-d7563baebb7c', '01a22d3c-0d8b-7d8e-b9e4-c2b7eda47b17', NULL, 'GET', '/ended-with-it', 'key:01a22d3c-0133-7239-8e84-910c6322a99e', true, 30000, 'succeeded', '2026-11-30 16:14:00.817+00', '2026-11-30 16:14:00.861+00', NULL, NULL, '[{"at":"2026-11-30T16:14:00.817Z","durationMs":44,"outcome":"answered","status":200,"detail":null,"timings":{"queueMs":1,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":0,"totalMs":44}}]', NULL, NULL, NULL, NULL, 0);
INSERT INTO public.run VALUES ('01a22d3c-10c4-768c-b517-e0aa47ed7cdc', '01a22d3c-0d28-7b2e-9e08-624fac8c111c', NULL, 'POST', '/nowhere', 'key:01a22d3c-0133-7239-8e84-910c6322a99e', false, 30000, 'rejected', '2026-11-30 16:14:00.902+00', '2026-11-30 16:14:01.021+00', NULL, NULL, '[{"at":"2026-11-30T16:14:00.961Z","durationMs":55,"outcome":"answered","status":404,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":17,"totalMs":55}}]', '\x0194d4a02a3b7bfd6c04ac417b8a14c571c7588dc4167d6b12478ae2d2815eb8fe401db886f6fb2a8e779e328269303ed272dfb2065e24975e5336d012861b56b06c5b24cb1a378f70a31e8f1ea6dcd661e5d4b0834da8904c13a99550eb6b21f9170e38d4c8eca01f6394ce72ed140f83275e5a54275c6652d2c3596212f67e0916f32e', '\x0194d4a02ab4d61684a1c5d8d5295c3c4db0cb3e48f3b2c16ac9e1a420e448f291c81bde0d4aa0b7c00851a70b904bc5af38dc8f81a4d7afa0ab45db6114fc6818550e0f47a55367145c36127b64b12115a92b85138a5a993c6f3328980a07176594b2c709238c54abd2d774c897f7454b302411186c478c3cac705ea993f1212db2e7ee6e8fe3a5d28c9b9d6f79959f215852e1beb96173c7415176f45a39274964e3aa0122171e0023da1c5c30bb043bf100bcaee029f5ed9cbdd10e14b1de26706d6b8f422ff644e33d761a6baed0ea75037c9c18fc3ff20335656da031731393de3de8fbf896d917d9d91abbd1c2024e87263562a7c322517aa37328fccd0f8dbe', NULL, NULL, 2);
INSERT INTO public.run VALUES ('01a22d3c-10a5-764c-b261-3be8f91a03b5', '01a22d3c-0cb7-7810-a603-83ebab9b42ad', NULL, 'POST', '/delivered', 'key:01a22d3c-0e6e-749f-b31b-3a43bc484bba', false, 30000, 'succeeded', '2026-11-30 16:14:00.877+00', '2026-11-30 16:14:01.035+00', NULL, NULL, '[{"at":"2026-11-30T16:14:00.937Z","durationMs":88,"outcome":"answered","status":200,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":17,"totalMs":88}}]', '\x0194d4a02a3af409ee525d4330ff173a9a8a37bdc6986ee8d27c1df50e09fd5bfab15103410981beb7a9a6f12756015ad7b4dde1827b483d0b4f22b8d4c857dfcf1606447a59a667a9dc9ed0cb0dff38006f639335060e5ae676c54558b41fcfd9f444885c8a7dbcb45bc9e902767e38cd67594e6e69af759499939bcedb354c5de5dc3979ce6caa0afe4e7fdaace2510b073e4f4f48e34b75865a', '\x0194d4a02a66057e724fd4aec5b1d868a64328db35b4e96e1c9eb52a91f324a7604e0706c02cf36629e548a736c949d859890285836c3e4b0f42533df24db8d99d00542a720f9e59070d8a747a570ddebe92945cdbf578880d98ddacb635a19b680d48406668f4afdfc00b3362c110c42f4fdb0f2a7cabdd422d8135a457b4c13460dcacd2f7707c9a7c98663da7a3c457eb07ff013f57dc1e2cbcfa49fbc8ced8cc98a1766549bce8046e050c9a1b983290ddd3eb0c00a78e3ecefce4ed2c7cfad3a3388e9c263fc456187ab466c4c06a30f22b2bb0dcc2bd1457ecabf5c672372f1666b0754ae078565c6d5954d59f71fa1d3c306cc7a9558675963ef706e8ab5c305bcf85', NULL, NULL, 2);
INSERT INTO public.run VALUES ('01a22d3c-1194-7da8-86ca-c921295830c4', '01a22d3c-0dac-7785-971a-f02dceba1aed', NULL, 'GET', '/x', 'key:01a22d3c-0133-7239-8e84-910c6322a99e', true, 30000, 'rejected', '2026-11-30 16:14:01.107+00', '2026-11-30 16:14:01.137+00', NULL, NULL, '[{"at":"2026-11-30T16:14:01.107Z","durationMs":30,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":1,"dnsMs":2,"connectMs":0,"tlsMs":0,"firstByteMs":5,"totalMs":30}}]', NULL, NULL, NULL, NULL, 0);
INSERT INTO public.run VALUES ('01a22d3c-11bc-7571-ad6d-8914877c6889', '01a22d3c-0dac-7785-971a-f02dceba1aed', NULL, 'POST', '/queued', 'key:01a22d3c-0133-7239-8e84-910c6322a99e', false, 30000, 'queued', '2026-11-30 16:14:01.148+00', NULL, '2026-11-30 16:14:05.937+00', NULL, '[{"at":"2026-11-30T16:14:01.184Z","durationMs":34,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":11,"totalMs":34}},{"at":"2026-11-30T16:14:01.738Z","durationMs":3,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":2,"totalMs":3}},{"at":"2026-11-30T16:14:02.735Z","durationMs":45,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":0,"totalMs":45}},{"at":"2026-11-30T16:14:03.748Z","durationMs":9,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":7,"totalMs":9}},{"at":"2026-11-30T16:14:04.741Z","durationMs":7,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":6,"totalMs":7}},{"at":"2026-11-30T16:14:05.840Z","durationMs":4,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":2,"totalMs":4}}]', '\x0194d4a02ae2c97bc00f6fce615452a70ee6752b8d989280b188a800b1df3160bc474bbc3907d337c07e475a0947f0e18448e1614664993de6f2467b96909acd7c37b1358d7ed916996940c62fbf2184a5992731ee700b416c8d13c6b7b60ff835328573b54d74e982751075e5d1d597585f6c1b0fa68ec8fdb1c2a13c78c3d0999f123261b8ddda3d278c0746930ef1ea2350bf', '\x0194d4a02a4138ea339cd4ec145d1e76e853eef6782f88bb1dcf61859d299045f1ee6e712dc5939bf0aba4f77478661e7cebbab678d6b85d50c9034bc71e7cb9edd82c941afa512adefc4da1c2a3f6ba953f9fb128c56b064fc50a45b57f2dc9628a719900acf2002e03860f959908c84f0189a204fc68306a5a72933355a5c097241d257f872c716835df34d9470fa013c8d9f262d10d1563703e770089102ea590bb0faddd0b22ab526122481b250953ad83e30c1defa812f9a6460deef37c5d4a4751f5e7a1e7cacc26c552d970ee9d0c2a1ad05949c0175d1e2473bdfabbe135540e559332454404450ad09f8a31eb937efc6f40b7c4faf926cad90facf55c9e', NULL, NULL, 12);
INSERT INTO public.run VALUES ('01a22d3c-180b-7f6d-b1ea-198af4c9cc89', '01a22d3c-0d52-7e09-a989-191c3468b36c', NULL, 'PUT', '/held', 'key:01a22d3c-0133-7239-8e84-910c6322a99e', false, 30000, 'queued', '2026-11-30 16:14:02.767+00', NULL, '2026-11-30 16:14:13.743+00', NULL, '[{"at":"2026-11-30T16:14:02.799Z","durationMs":113,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":2,"connectMs":0,"tlsMs":0,"firstByteMs":3,"totalMs":113}}]', '\x0194d4a02ad15be0643a6c6810f6c0c1ac1d68cb6ad32fac1c205bedfc3e636bef7e6ed094d61c605934e41fec01f17363f60ca109c689e2d993882f747ca69a8c25c4c5730b9a3412a54fd44d9595fc57809aaf86fcdb278eff23a847dd9f21064276fc7ed4ae67bebcbb251ec13e3d8a63e2fe9dd39cebc973eeac9b873ef2aab0', '\x0194d4a02a9536f51c1aa10c359b473e9d034964b33141e156a781b8d2660b398849d99956c1ccaa6d008a3f0f43da9af19d72b1c5f87af5f91c3d74cbb5f2c829f7a9c53cb9cd881f009e477c3e4e3c5391995ac02c822deb32e7df95867a0cb6449c6d8365fd3a688484228fef2ab0797422cda71126181fa1fbba6c9ac38b975213642e529f01de0fa60e9b8227bf2833c2bc7758b4b380c6b98e1696e298fa182fb3cd2b4b57707ac3bd2bfebc67510eabce11faa32e403cb6702bfe8454c0f607511af71fbbd7eba63d8fbbb4923ce26f3b0b1e9b350cc7829936d83c6e35ae513b31496160e70dc008a235d59e480ff6da4dd701254143fea95b62d79752ce', NULL, NULL, 4);
INSERT INTO public.run VALUES ('01a22d3c-11ff-765e-a847-1a509f8c53d5', '01a22d3c-0dac-7785-971a-f02dceba1aed', NULL, 'GET', '/by-a-key-that-ended', 'key:01a22d3c-0e80-7897-9473-50da806d4939', false, 30000, 'queued', '2026-11-30 16:14:01.216+00', NULL, '2026-11-30 16:14:06.184+00', NULL, '[{"at":"2026-11-30T16:14:01.250Z","durationMs":6,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":5,"totalMs":6}},{"at":"2026-11-30T16:14:01.733Z","durationMs":14,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":3,"connectMs":0,"tlsMs":0,"firstByteMs":5,"totalMs":14}},{"at":"2026-11-30T16:14:02.717Z","durationMs":3,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":0,"totalMs":3}},{"at":"2026-11-30T16:14:03.737Z","durationMs":18,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":2,"connectMs":0,"tlsMs":0,"firstByteMs":11,"totalMs":18}},{"at":"2026-11-30T16:14:04.744Z","durationMs":11,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":10,"totalMs":11}},{"at":"2026-11-30T16:14:05.777Z","durationMs":3,"outcome":"answered","status":503,"detail":null,"timings":{"queueMs":0,"dnsMs":0,"connectMs":0,"tlsMs":0,"firstByteMs":0,"totalMs":3}}]', '\x0194d4a02a2f0fa8042958ddb975a0447436838ff54fc996ff80fbfbd9250d3681edd2c21e2ac3458aa574b7bca46bea4d8fce06c584dd59cbc5bf8ee4db27598c5dd39a86de2b4293ef57c8ea8bde5b21fdca12b3215dfaeaa738adbb18a564ac21a1c72a50f704c2ffab16d5f48631ac37392a2c7f3e7e5d9b52778ea039', '\x0194d4a02a97f4bc5586b85c530d7b0764a88ad31cd08d841d5cdef3884bee5a440218fa9fc0d9cc54828d51a18fd2dc0aaac8cedca7fb07b959eb580ca90e3d13ba25951837f05a76568b8e096d22983437ee69848f75029695185859fc88680ac53d3467809e6dac25dd1660491c6eb18fd7aecf908e0541de85fa291d7be9c019a6d00ba3d219180bf07b64fef34020b093954864d55fdfc96146550b9b187c70b3ee95ffbb4628ae67c860f5e7a986df5de22d449b94ea501fa119224785ec5ff1b9ba89a19f21414a817615907afffb456150bc7466fd7590ea17b74092d8dccc6f8ebd949415fc05eadf7e235aa5a48e52d1642335db0daceb1815c74b61ff584cd555ea6debc8f34722a8c7', NULL, NULL, 12);
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
ALTER TABLE ONLY public.derivation_keyset
    ADD CONSTRAINT derivation_keyset_pkey PRIMARY KEY (only_row);
ALTER TABLE ONLY public.ended_session
    ADD CONSTRAINT ended_session_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.flyway_schema_history
    ADD CONSTRAINT flyway_schema_history_pk PRIMARY KEY (installed_rank);
ALTER TABLE ONLY public.key_connector
    ADD CONSTRAINT key_connector_pkey PRIMARY KEY (key_id, connector_id);
ALTER TABLE ONLY public.keyset
    ADD CONSTRAINT keyset_pkey PRIMARY KEY (only_row);
ALTER TABLE ONLY public.run
    ADD CONSTRAINT run_pkey PRIMARY KEY (id);
CREATE INDEX audit_entry_actor ON public.audit_entry USING btree (actor, sequence);
CREATE INDEX audit_entry_actor_name ON public.audit_entry USING btree (actor_name, sequence);
CREATE INDEX audit_entry_object_id ON public.audit_entry USING btree (object_id, sequence);
CREATE INDEX audit_entry_object_name ON public.audit_entry USING btree (object_name, sequence);
CREATE INDEX audit_entry_time ON public.audit_entry USING btree (happened_at);
CREATE INDEX connector_last_name_key ON public.connector USING btree (last_name_key);
CREATE INDEX flyway_schema_history_s_idx ON public.flyway_schema_history USING btree (success);
CREATE INDEX run_claimed ON public.run USING btree (state, claimed_until);
CREATE INDEX run_due ON public.run USING btree (state, next_attempt_at);
CREATE INDEX run_of_connector ON public.run USING btree (connector_id, state);
ALTER TABLE ONLY public.key_connector
    ADD CONSTRAINT key_connector_connector_id_fkey FOREIGN KEY (connector_id) REFERENCES public.connector(id);
ALTER TABLE ONLY public.key_connector
    ADD CONSTRAINT key_connector_key_id_fkey FOREIGN KEY (key_id) REFERENCES public.api_key(id);
ALTER TABLE ONLY public.run
    ADD CONSTRAINT run_connector_id_fkey FOREIGN KEY (connector_id) REFERENCES public.connector(id);
