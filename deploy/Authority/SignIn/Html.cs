using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Supply.Authority.SignIn;

/// <summary>Pages without a script. Whatever is put into a text is encoded, unless it is <see cref="IHtmlContent"/> itself.</summary>
internal static class Html
{
    public static readonly IHtmlContent Nothing = HtmlString.Empty;

    public static IHtmlContent Of(FormattableString text) => new HtmlFormattableString(text.Format, text.GetArguments());

    public static IHtmlContent Join(IEnumerable<IHtmlContent> parts)
    {
        var all = new HtmlContentBuilder();
        foreach (var part in parts)
            all.AppendHtml(part);
        return all;
    }

    public static IResult Page(string title, IHtmlContent body, string? error = null, int status = 200) =>
        new PageResult(title, body, error, status);

    /// <summary>A form with what shows that it was ours.</summary>
    public static IHtmlContent Form(HttpContext http, string action, IHtmlContent fields, string button)
    {
        var tokens = http.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(http);
        return Of($"""
            <form method="post" action="{action}">
            <input type="hidden" name="{tokens.FormFieldName}" value="{tokens.RequestToken}">
            {fields}
            <button type="submit">{button}</button>
            </form>
            """);
    }

    public static IHtmlContent Hidden(string name, string? value) => Of($"""<input type="hidden" name="{name}" value="{value}">""");

    /// <param name="autocomplete">What browsers and password managers know the field by.</param>
    public static IHtmlContent Field(string name, string label, string type, string autocomplete, string? value = null,
        string? hint = null, bool focus = false, int longest = 200) => Of($"""
        <p class="field"><label for="{name}">{label}</label>
        <input id="{name}" name="{name}" type="{type}" autocomplete="{autocomplete}" value="{value}" maxlength="{longest}" required
        autocapitalize="none" spellcheck="false"{Describing(name, hint)}{(focus ? new HtmlString(" autofocus") : Nothing)}>
        {(hint is null ? Nothing : Of($"""<span class="hint" id="{name}-hint">{hint}</span>"""))}</p>
        """);

    private static IHtmlContent Describing(string name, string? hint) =>
        hint is null ? Nothing : Of($" aria-describedby=\"{name}-hint\"");
}
