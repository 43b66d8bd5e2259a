-- One database a service and one login for all, made where they are missing. $(SUPPLY_PASSWORD) is sqlcmd's, from the
-- environment. Codes are compared by their bytes, and readers are not held up by writers.
SET NOCOUNT ON;
GO
IF SUSER_ID(N'supply') IS NULL
    CREATE LOGIN supply WITH PASSWORD = N'$(SUPPLY_PASSWORD)';
ELSE
    ALTER LOGIN supply WITH PASSWORD = N'$(SUPPLY_PASSWORD)';
GO
DECLARE @name sysname, @sql nvarchar(max);
DECLARE names CURSOR LOCAL FOR SELECT N'supply_' + value FROM STRING_SPLIT(N'catalog,planning,orders,inventory,dispensing,indicators', N',');
OPEN names;
FETCH NEXT FROM names INTO @name;
WHILE @@FETCH_STATUS = 0
BEGIN
    IF DB_ID(@name) IS NULL
    BEGIN
        SET @sql = N'CREATE DATABASE ' + QUOTENAME(@name) + N' COLLATE Latin1_General_100_BIN2_UTF8;';
        EXEC (@sql);
    END;
    IF EXISTS (SELECT 1 FROM sys.databases WHERE name = @name AND is_read_committed_snapshot_on = 0)
    BEGIN
        SET @sql = N'ALTER DATABASE ' + QUOTENAME(@name) + N' SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE;';
        EXEC (@sql);
    END;
    SET @sql = N'USE ' + QUOTENAME(@name) + N'; IF USER_ID(N''supply'') IS NULL CREATE USER supply FOR LOGIN supply; ALTER ROLE db_owner ADD MEMBER supply;';
    EXEC (@sql);
    FETCH NEXT FROM names INTO @name;
END;
GO
