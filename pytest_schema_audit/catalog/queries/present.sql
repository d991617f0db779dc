-- Which of the other queries have anything to read: most databases lack most kinds, and each query
-- costs its planning. Wider than the queries themselves, never narrower.
SELECT DISTINCT f.query
FROM (
    VALUES
    ('enums', EXISTS (SELECT FROM pg_catalog.pg_type WHERE oid >= 16384 AND typtype = 'e')),
    ('sequences', EXISTS (SELECT FROM pg_catalog.pg_sequence)),
    ('domains', EXISTS (SELECT FROM pg_catalog.pg_type WHERE oid >= 16384 AND typtype = 'd')),
    ('composite_types', EXISTS (
        SELECT FROM pg_catalog.pg_class
        WHERE oid >= 16384 AND relkind = 'c'
    )),
    ('range_types', EXISTS (SELECT FROM pg_catalog.pg_type WHERE oid >= 16384 AND typtype = 'r')),
    ('base_types', EXISTS (
        SELECT FROM pg_catalog.pg_type
        WHERE oid >= 16384 AND (typtype = 'p' OR (typtype = 'b' AND typarray <> 0))
    )),
    ('aggregates', EXISTS (SELECT FROM pg_catalog.pg_proc WHERE oid >= 16384 AND prokind = 'a')),
    ('functions', EXISTS (SELECT FROM pg_catalog.pg_proc WHERE oid >= 16384 AND prokind <> 'a')),
    ('operators', EXISTS (SELECT FROM pg_catalog.pg_operator WHERE oid >= 16384)),
    ('operator_classes', EXISTS (SELECT FROM pg_catalog.pg_opclass WHERE oid >= 16384)),
    ('operator_families', EXISTS (SELECT FROM pg_catalog.pg_opfamily WHERE oid >= 16384)),
    ('casts', EXISTS (SELECT FROM pg_catalog.pg_cast WHERE oid >= 16384)),
    ('casts', EXISTS (SELECT FROM pg_catalog.pg_transform WHERE oid >= 16384)),
    ('collations', EXISTS (SELECT FROM pg_catalog.pg_collation WHERE oid >= 16384)),
    ('conversions', EXISTS (SELECT FROM pg_catalog.pg_conversion WHERE oid >= 16384)),
    ('text_search', EXISTS (SELECT FROM pg_catalog.pg_ts_config WHERE oid >= 16384)),
    ('text_search', EXISTS (SELECT FROM pg_catalog.pg_ts_dict WHERE oid >= 16384)),
    ('text_search', EXISTS (SELECT FROM pg_catalog.pg_ts_parser WHERE oid >= 16384)),
    ('text_search', EXISTS (SELECT FROM pg_catalog.pg_ts_template WHERE oid >= 16384)),
    ('languages', EXISTS (SELECT FROM pg_catalog.pg_language WHERE oid >= 16384)),
    ('languages', EXISTS (SELECT FROM pg_catalog.pg_am WHERE oid >= 16384)),
    ('views', EXISTS (SELECT FROM pg_catalog.pg_class WHERE oid >= 16384 AND relkind = 'v')),
    ('materialized_views', EXISTS (
        SELECT FROM pg_catalog.pg_class
        WHERE oid >= 16384 AND relkind = 'm'
    )),
    ('foreign_tables', EXISTS (
        SELECT FROM pg_catalog.pg_class
        WHERE oid >= 16384 AND relkind = 'f'
    )),
    ('triggers', EXISTS (
        SELECT FROM pg_catalog.pg_trigger
        WHERE oid >= 16384 AND (NOT tgisinternal OR tgparentid <> 0)
    )),
    ('rules', EXISTS (SELECT FROM pg_catalog.pg_rewrite WHERE oid >= 16384)),
    ('policies', EXISTS (SELECT FROM pg_catalog.pg_policy)),
    ('statistics', EXISTS (SELECT FROM pg_catalog.pg_statistic_ext)),
    ('foreign_data_wrappers', EXISTS (SELECT FROM pg_catalog.pg_foreign_data_wrapper)),
    ('foreign_servers', EXISTS (SELECT FROM pg_catalog.pg_foreign_server)),
    ('user_mappings', EXISTS (SELECT FROM pg_catalog.pg_user_mappings)),
    ('publications', EXISTS (SELECT FROM pg_catalog.pg_publication)),
    ('subscriptions', EXISTS (SELECT FROM pg_catalog.pg_subscription)),
    ('event_triggers', EXISTS (SELECT FROM pg_catalog.pg_event_trigger)),
    ('not_nulls', EXISTS (
        SELECT FROM pg_catalog.pg_constraint
        WHERE contype = 'n' AND (connoinherit OR NOT convalidated) AND oid >= 16384
    )),
    ('partitioned_indexes', EXISTS (
        SELECT FROM pg_catalog.pg_index AS i
        INNER JOIN pg_catalog.pg_class AS x ON x.oid = i.indexrelid
        WHERE NOT i.indisvalid AND x.relkind = 'I'
    )),
    ('extension_dependents', EXISTS (SELECT FROM pg_catalog.pg_depend WHERE deptype = 'x')),
    ('extension_members', EXISTS (SELECT FROM pg_catalog.pg_extension WHERE oid >= 16384)),
    ('default_privileges', EXISTS (SELECT FROM pg_catalog.pg_default_acl))
) AS f (query, present)
WHERE f.present
ORDER BY f.query;
