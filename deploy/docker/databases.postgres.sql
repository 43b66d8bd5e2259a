-- One database a service and one user for all, made where they are missing; :password is psql's.
SELECT 'CREATE ROLE supply LOGIN' WHERE NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'supply') \gexec
ALTER ROLE supply PASSWORD :'password';
SELECT format('CREATE DATABASE %I OWNER supply', 'supply_' || name)
FROM unnest(ARRAY['catalog', 'planning', 'orders', 'inventory', 'dispensing', 'indicators']) AS name
WHERE NOT EXISTS (SELECT 1 FROM pg_database WHERE datname = 'supply_' || name) \gexec
