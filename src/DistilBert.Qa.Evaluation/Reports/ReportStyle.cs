namespace DistilBert.Qa.Evaluation;

/// <summary>The report's style sheet, for light and dark screens and for paper.</summary>
internal static class ReportStyle
{
    public const string Css =
        """
        :root { color-scheme: light dark; --page: #f6f7f9; --card: #ffffff; --text: #1b2430; --soft: #5b6675; --line: #dfe4ea; --accent: #2563c9;
          --bar: #6d9be8; --tick: #16325c; --gold: #bfe8c9; --gold-line: #1d7a3a; --given: #ffd9b8; --given-line: #c2540a; }
        @media (prefers-color-scheme: dark) { :root { --page: #12161c; --card: #1b212a; --text: #e6eaf0; --soft: #9aa6b5; --line: #303945; --accent: #7fb0ff;
          --bar: #3f6fc0; --tick: #dbe7ff; --gold: #1d4a2b; --gold-line: #6ad18c; --given: #5a3413; --given-line: #ffa35c; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
        main { max-width: 68rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
        h1 { margin: 0; font-size: 1.7rem; line-height: 1.2; overflow-wrap: anywhere; }
        h2 { margin: 0 0 .25rem; font-size: 1.15rem; }
        p { margin: .25rem 0; }
        .soft { color: var(--soft); font-size: .9rem; }
        .card { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: 1.1rem 1.25rem; margin-top: 1.1rem; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .8rem; margin-top: 1.1rem; }
        .tile { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: .8rem 1rem; }
        .tile b { display: block; font-size: 1.6rem; line-height: 1.25; font-variant-numeric: tabular-nums; }
        .charts { columns: 26rem 2; column-gap: 1.1rem; margin-top: 1.1rem; }
        .charts .card { break-inside: avoid; margin: 0 0 1.1rem; }
        .reliability { display: flex; flex-wrap: wrap; gap: .5rem 2rem; align-items: start; }
        .reliability svg { flex: 1 1 18rem; min-width: 0; max-width: 36rem; }
        .bins { flex: 1 1 14rem; width: auto; font-size: .85rem; }
        .bins th, .bins td { padding: .16rem .4rem; }
        table { border-collapse: collapse; width: 100%; margin-top: .5rem; font-variant-numeric: tabular-nums; }
        th, td { text-align: right; padding: .3rem .6rem; border-bottom: 1px solid var(--line); }
        th:first-child, td:first-child { text-align: left; padding-left: 0; }
        tr:last-child td { border-bottom: 0; }
        th { color: var(--soft); font-weight: 600; font-size: .85rem; }
        svg { display: block; width: 100%; height: auto; margin-top: .6rem; }
        svg text { fill: var(--text); font-size: 13px; font-family: inherit; }
        svg .label { fill: var(--soft); font-size: 12px; }
        svg .grid { stroke: var(--line); }
        svg .ideal { stroke: var(--soft); stroke-dasharray: 5 4; }
        svg .curve { fill: none; stroke: var(--accent); stroke-width: 2; }
        svg .spread { stroke: var(--accent); opacity: .45; stroke-width: 1.5; }
        svg .dot { fill: var(--accent); stroke: var(--card); stroke-width: 1.5; }
        .bars { font-size: .9rem; }
        .bars td, .bars th { border: 0; padding: .15rem .35rem; white-space: nowrap; }
        .bars th { padding-bottom: .3rem; }
        .bars td:first-child, .bars th:first-child { padding-left: 0; }
        .bars td:last-child, .bars th:last-child { padding-right: 0; }
        .bars .scale { width: 100%; }
        .meter { height: 1.25rem; min-width: 4rem; margin: 0; overflow: visible; }
        .meter .track { fill: var(--line); opacity: .5; }
        .meter .bar { fill: var(--bar); }
        .meter .tick { stroke: var(--tick); stroke-width: 3; vector-effect: non-scaling-stroke; }
        mark { color: inherit; background: none; border-radius: .2rem; padding: .05rem .1rem; }
        mark.gold { background: var(--gold); box-shadow: inset 0 -2px var(--gold-line); }
        mark.given { background: var(--given); box-shadow: inset 0 -2px var(--given-line); }
        mark.gold.given { background: linear-gradient(var(--gold) 50%, var(--given) 50%); box-shadow: inset 0 2px var(--gold-line), inset 0 -2px var(--given-line); }
        .miss h3 { margin: 0; font-size: 1.02rem; overflow-wrap: anywhere; }
        .miss dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem .8rem; margin: .5rem 0; }
        .miss dt { color: var(--soft); }
        .miss dd { margin: 0; overflow-wrap: anywhere; }
        .context { margin: .6rem 0 0; padding-left: .9rem; border-left: 3px solid var(--line); white-space: pre-wrap; overflow-wrap: anywhere; }
        @media (max-width: 36rem) { main { padding: 1.25rem .75rem 3rem; } .card { padding: .9rem 1rem; } th, td { padding: .3rem .4rem; } .reliability .label { font-size: 17px; } }
        @media print { body { background: none; } .card, .tile { break-inside: avoid; } }
        """;
}
