using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Supply.Platform.Persistence;

/// <summary>Names of tables and columns: in snake case, the same on every provider.</summary>
internal static class ColumnNames
{
    // Keys are made by the client or by version 7 of UUID, never by the database.
    public static void Set(ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            entity.SetTableName(SnakeCase(entity.GetTableName()!));
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(SnakeCase(property.Name));
                // The conventions above outrank the attributes, which are the exceptions to them.
                if (property.PropertyInfo?.GetCustomAttribute<MaxLengthAttribute>() is { } longest)
                    property.SetMaxLength(longest.Length);
                if (property.PropertyInfo?.GetCustomAttribute<PrecisionAttribute>() is { } precise)
                {
                    property.SetPrecision(precise.Precision);
                    property.SetScale(precise.Scale);
                }
                if (property.IsPrimaryKey())
                    property.ValueGenerated = ValueGenerated.Never;
            }
        }
    }

    private static string SnakeCase(string name)
    {
        var snake = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsUpper(c) && snake.Length > 0 && snake[^1] != '_')
                snake.Append('_');
            snake.Append(char.ToLowerInvariant(c));
        }
        return snake.ToString();
    }
}
