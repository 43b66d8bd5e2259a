using Supply.Catalog.Domain;

namespace Supply.Catalog.Features;

/// <summary>What a person types to find something: every word must occur, whatever its case and accents.</summary>
public static class Search
{
    /// <summary>At most 8 words and 200 characters; refuses with <c>request.search-too-long</c>.</summary>
    public static Outcome<string[]> Words(string? q)
    {
        var words = Texts.Fold(q).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length <= 8 && (q?.Length ?? 0) <= 200
            ? words
            : Refusals.SearchTooLong();
    }
}
