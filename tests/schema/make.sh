#!/bin/sh
# Makes the frozen file of a schema: make.sh STEERCO FILE, STEERCO being the program of that schema's release.
# Run it once a schema, before the schema's first release; afterwards its file is never made again.
set -eu
steerco=$1
file=$2
places=$(mktemp -d)
trap 'rm -rf "$places"' EXIT
export HOME="$places" XDG_DATA_HOME="$places/data" XDG_CONFIG_HOME="$places/config" XDG_STATE_HOME="$places/state"
export STEERCO_ACTOR="Petra Nowak" STEERCO_TODAY=2026-10-05 LC_ALL=C.UTF-8
unset STEERCO_WORKSPACE

new() { "$steerco" new "$file" --title "Frozen portfolio"; }
do_() { "$steerco" --workspace "$file" "$@"; }
day() { STEERCO_TODAY=$1; }

new
do_ add person "Ana Costa" --title "Chief Operating Officer" --level c-suite --email ana@example.com
do_ add person "Bo Lind" --level manager --unit Finance
do_ add pilot "Invoice triage" --unit Finance --summary "Sorts incoming invoices." --started 2026-09-07 --tag finance --tag text
do_ add pilot "Prüfung & Ablage" --code filing --stage 2 --lead "Bo Lind" --partner "Nordwind GmbH" --partner-ends 2026-12-31
do_ add pilot "=Meter “reading”" --code meters --stage 3 --owner "Ana Costa"
day 2026-10-12
do_ owner invoice-triage "Ana Costa" --why "named by the committee" --power accountability=yes --power authority=no
do_ target invoice-triage 60 --from 2026-W40
do_ set invoice-triage lead "Bo Lind"
do_ add metric invoice-triage "rework" --family impact --unit hours --better lower --min 0 --target 12.5 --headline
do_ record invoice-triage adoption 45/60 --week 2026-W40
do_ record invoice-triage adoption 48 --week 2026-W41
do_ record invoice-triage performance 78.1 --week 2026-W40 --sample 240 --note "first week"
do_ record invoice-triage performance 78.4 --week 2026-W40 --sample 241 --note "counted again"
do_ record invoice-triage performance - --week 2026-W41 --note "the sampling job failed"
do_ record invoice-triage rework 14.25 --week 2026-W41
day 2026-10-19
do_ record meters governance 3 --week 2026-W42
do_ undo
do_ record meters governance 4 --week 2026-W42
do_ tick invoice-triage s1.real-data --state done --evidence "https://example.com/data" --evidence "Audit of 2 October"
do_ tick invoice-triage s1.real-users --state doing --owner "Bo Lind" --due 2026-10-30
do_ tick invoice-triage s1.partner-monitors --state na --why "no partner is involved"
do_ tick filing s2.pipelines --state doing
do_ undo
do_ redo
do_ note invoice-triage "# Kick-off

Two clerks take part; the third joins in November."
do_ note filing "Naïve 東京 🚀, quoted \"so\" and 'so'."
day 2026-11-02
do_ status invoice-triage A --because "rework is above its target"
do_ status invoice-triage G --because "rework fell"
do_ undo
do_ set filing name "Prüfung und Ablage"
do_ set filing tags "archive, text"
do_ set metric invoice-triage/rework tolerance 1.5
do_ set person "Bo Lind" email bo@example.com
do_ archive meters
do_ unarchive meters
printf 'pilot,metric,week,value\ninvoice-triage,performance,2026-W43,79.5\ninvoice-triage,performance,2026-W44,80\nfiling,impact,2026-W44,3.5\n' \
    > "$places/readings.csv"
do_ record --from "$places/readings.csv"
printf 'code,name,stage\nfiling,Prüfung und Ablage,3\nmeters,=Meter “reading”,2\ntickets,Ticket routing,1\n' > "$places/pilots.csv"
do_ import "$places/pilots.csv"
do_ undo --yes
do_ redo
do_ archive tickets
day 2026-11-24
do_ set workspace title "Frozen portfolio, renamed"
do_ --actor "Bo Lind" note meters "Written by somebody else."
do_ set filing rollout 2026-11-16
do_ doctor
# Since the third format: what stands beside the readings.
day 2026-11-25
do_ set filing rollout 2026-10-12
do_ set invoice-triage cohort "Accounts payable, Lyon"
do_ baseline invoice-triage performance --value 94 --spread 1.2 --by "Ana Costa"
do_ decide invoice-triage rebaseline --metric performance --weeks 2026-W40..2026-W43 --say "New scanner" --by "Ana Costa"
do_ decide invoice-triage change-scope --users 50 --from 2026-W43 --say "Two teams only" --by "Ana Costa" --rejected "Wait"
do_ raise invoice-triage "Booked twice" --severity high --owner "Bo Lind" --at "2026-10-19 09:00"
exception=$(do_ list exceptions --json | sed -n 's/.*"id":"\(x[0-9a-z]*\)".*/\1/p')
do_ escalate "$exception" --to "Ana Costa" --at "2026-10-20 09:00"
do_ resolve "$exception" --note "Credited" --at "2026-10-22 09:00"
do_ add version invoice-triage 2.1 --released 2026-10-14 --retrained --note "more suppliers"
do_ framework set warning.drift.margin-points 4
do_ framework set warning.drift.margin-points 3 --pilot invoice-triage --metric performance
# Since the fourth format: gap assessments, workstreams and gates.
first() { do_ list "$1" --json | sed -n "s/.*\"id\":\"\($2[0-9a-z]*\)\".*/\1/p" | head -n 1; }
day 2026-11-26
do_ score invoice-triage data 3 --evidence "https://example.com/lineage" --evidence "Audit of 20 November" --by "Bo Lind"
do_ score invoice-triage integration 1 --gap "No write access to the “ERP”" --gap "Exports by hand" --effort 6
do_ score invoice-triage governance 2 --evidence "Charter, 2nd draft" --by "Ana Costa"
do_ undo
do_ redo
do_ add workstream invoice-triage integration --owner "Bo Lind" --due 2026-12-18 --exit-test "Two weeks of live writes" \
    --team "Platform" --effort 6 --start 2026-11-25
do_ add workstream filing monitoring --owner "Bo Lind" --due 2027-01-29 --exit-test "Alerts reach a named person"
do_ set workstream "$(first workstreams s)" team "Plattform & Prüfung"
do_ gate invoice-triage G1 --book 2026-11-27
do_ gate filing G3 --book 2026-12-10
do_ set gap "$(first gaps g)" answer fund
day 2026-11-27
do_ gate invoice-triage G1 --decide hold --cause integration --by "Ana Costa" --why "No live feed yet" --next 2026-11-30
day 2026-11-30
do_ score invoice-triage integration 2 --evidence "Two live writes" --gap "No rollback"
do_ gate invoice-triage G1 --decide go --by "Ana Costa" --why "The season begins" \
    --waive "the committee accepts it" --waive "integration: the feed follows in December" \
    --condition "Weekly report until the feed is live" --look-again 2027-01-15
do_ score invoice-triage --new-version
day 2026-12-01
do_ workstream "$(first workstreams s)" done --evidence "Log of two weeks of live writes" --rescore 3 --by "Ana Costa"
do_ set gap "$(first gaps g)" answer accept
do_ set waiver "$(first waivers q)" outcome held
do_ gate meters G2 --decide stop --cause value --by "Ana Costa" --why "Too few meters"
do_ undo
do_ add step invoice-triage "Read the invoice"
do_ add step invoice-triage "Book it"
do_ set step "invoice-triage/Read the invoice" documented 2026-11-20
do_ set step "invoice-triage/Read the invoice" manager "Bo Lind"
do_ add item meters unit "Munich"
do_ set item meters/Munich state started
do_ diagnose invoice-triage protocol-unclear --note "Nobody reads the mailbox before noon"
do_ hand-over "Bo Lind" "Ana Costa" --why "on leave"
do_ undo --yes
do_ doctor
# Since the fifth format: the framework of a workspace, documents, training, certification.
day 2026-12-02
do_ framework set dimension.data.pass 2
do_ framework set checklist.s2.mes.title "MES & “shop floor”"
do_ framework set checklist.s2.crm.asked no
do_ undo
do_ redo
do_ tick filing s2.erp --reads "orders, \"open\"" --writes "statuses" --state doing
do_ set person "Bo Lind" certifier yes
do_ add workstream filing data --owner "Bo Lind" --due 2027-01-15 --exit-test "A week of live feeds" --item "List the feeds" --item "Agree on “customer”"
work=$(do_ list workstreams --json | tr -d '\n' | sed 's/.*"id": *"\(s[0-9a-z]*\)".*/\1/')
do_ workstream "$work" tick 1
do_ set workstream "$work" effort 5
do_ add training invoice-triage "Wrong and disputed outputs" --people 12 --on 2026-11-30
do_ add pilot "Ticket sorting" --code sorting --stage 4 --owner "Ana Costa" --started 2026-02-02
do_ document sorting handoff --template | sed 's/…/as the playbook says/g' > "$places/handoff.md"
do_ document sorting handoff --from "$places/handoff.md"
printf '# Playbook\n\n- Naïve 東京 🚀\n' > "$places/playbook.md"
do_ document sorting playbook --from "$places/playbook.md"
do_ add item sorting unit "Lyon"
do_ add item sorting use-case "Complaints"
for item in Lyon Complaints; do
    do_ set item "sorting/$item" state started
    for condition in stable documented governed replicable; do do_ set item "sorting/$item" "$condition" same; done
    do_ set item "sorting/$item" documented "Two steps differ, see the wiki"
    do_ gate sorting certify --item "sorting/$item" --decide go --by "Bo Lind" --why "It runs as in the playbook"
done
do_ undo
do_ redo
do_ doctor
# Since the sixth format: reviews with agenda, attendance and minutes, actions, what brings a decision back, the committee.
day 2026-12-10
do_ review member "Ana Costa" Operations
do_ review member "Bo Lind" "Finance & “control”"
do_ set workspace chair "Ana Costa"
do_ set workspace cadence 35
do_ set workspace slot 90
do_ set invoice-triage spend_change 120000.50
do_ set invoice-triage spend_technology 40000
do_ decide sorting update --say "Sort the rest too" --by "Ana Costa" --revisit 2027-02-01 --warning silence
do_ decide invoice-triage retrain --say "Retrain on autumn" --why "new templates" --by "Ana Costa" --rejected "Nothing" \
    --revisit 'performance < 75 by 2027-W02'
do_ decide sorting pause --say "Until the move" --why "the team moves" --by "Ana Costa" --revisit 2027-01-10
do_ undo
do_ redo
do_ review prepare 2026-12-10
do_ review item 2026-12-10 "Naïve 東京 🚀" --wanted "Say yes" --minutes 10
do_ review open 2026-12-10
item=$(do_ list reviews --json | tr -d '\n' | sed 's/.*"agenda": *\[ *{ *"id": *"\(i[0-9a-z]*\)".*/\1/')
do_ review done "$item"
do_ review minute 2026-12-10 "Ana asks for “time”" --item "$item"
do_ review attend 2026-12-10 "Bo Lind" --absent
do_ act "Find the templates" --who "Bo Lind" --due 2026-12-20 --pilot invoice-triage
action=$(do_ list actions --json | tr -d '\n' | sed 's/.*"id": *"\(f[0-9a-z]*\)".*/\1/')
do_ act "$action" drop --why "the vendor has them"
do_ undo
do_ review close 2026-12-10
do_ undo --yes
do_ redo --yes 2>/dev/null || do_ redo
do_ review prepare 2027-01-14
do_ doctor
# Since the seventh format: a register taken out, edited and taken back.
day 2027-01-15
do_ export "$places/pilots.xlsx" --what pilots
do_ import "$places/pilots.xlsx"
printf 'code,name,stage\nkiosk,Kiosk assistant,1\nlabels,“Étiquettes” 東京,2\n' > "$places/more.csv"
do_ import "$places/more.csv"
do_ undo --yes
do_ redo
do_ doctor
# Since the ninth format: what a tracker said is remembered, and what was said of an exception is put right.
day 2027-01-18
printf 'Project,Key,Sponsor,Department\nDrawing search,DRAW-1,Ana Costa,“Works”\n' > "$places/tracker.csv"
do_ import "$places/tracker.csv"
do_ set draw-1 unit "Werk & Büro"
do_ import "$places/tracker.csv"
do_ set exception "$exception" severity low
do_ set exception "$exception" text "Booked “twice” 東京"
do_ undo
do_ redo
do_ doctor
printf 'Issue key,Summary,Status,Priority,Assignee,Created,Labels\nOPS-7,“Wrong” day,Open,Low,Ana Costa,2027-01-11 10:30,invoice-triage\n' > "$places/jira.csv"
do_ import "$places/jira.csv"
sed -i 's/Low/Highest/' "$places/jira.csv"
do_ import "$places/jira.csv"
do_ undo --yes
do_ redo
do_ doctor
# Since the tenth format: what a tracker said of pilots of a register is remembered beside what the register said.
day 2027-01-25
do_ import "$(dirname "$0")/../data/us-federal-slice.csv" --map us-federal-2024
tracked=rvss-legacy-overhauled-system-project
printf 'Code,Project,Department\n%s,“Towers”,Grenze & Zoll\n' "$tracked" > "$places/towers.csv"
do_ import "$places/towers.csv"
do_ set "$tracked" unit "東京"
do_ import "$places/towers.csv"
do_ undo
do_ redo
printf 'Code,Project,Department,Tags\n%s,“Towers”,Grenze & Zoll,border\n' "$tracked" > "$places/towers.csv"
do_ import "$places/towers.csv"
do_ undo --yes
do_ redo
do_ doctor
# Since the eleventh format: the committee's own order of the pilots of a stage.
day 2027-02-01
do_ set meters before invoice-triage
do_ set labels before meters
do_ undo
do_ redo
do_ set draw-1 after kiosk
do_ archive kiosk
printf 'code,name,stage\nlabels,“Étiquettes” 東京,3\n' > "$places/more.csv"
do_ import "$places/more.csv"
do_ undo --yes
do_ redo
do_ doctor
# Since the twelfth format: apologies; whoever chairs a review is there as it opens.
day 2027-02-08
do_ review open 2027-01-14
do_ review attend 2027-01-14 "Bo Lind" --excused
do_ undo
do_ redo
do_ review attend 2027-01-14 "Bo Lind" --absent
do_ undo
do_ review attend 2027-01-14 "Ana Costa" --excused
do_ review minute 2027-01-14 "Ana sends “word” 東京"
do_ review close 2027-01-14
do_ doctor
