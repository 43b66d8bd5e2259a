using Supply.Platform.Http;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddEdge(builder.Configuration["Urls"]!, builder.Configuration.GetValue("DevTokens:Enabled", false), TimeProvider.System);
builder.Services.AddReverseProxy().LoadFromConfig(builder.Configuration.GetSection("ReverseProxy"));

var app = builder.Build();
app.UseEdge();
app.MapGet("/health/live", () => "live").AllowAnonymous();
app.MapReverseProxy();
await app.RunAsync();
