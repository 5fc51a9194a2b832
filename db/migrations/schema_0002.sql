CREATE TABLE actor (
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	actor_type TEXT NOT NULL, 
	country TEXT NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT actor_type_known CHECK (actor_type IN ('person', 'company', 'government', 'agency', 'group', 'other')), 
	CONSTRAINT actor_has_a_name CHECK (name <> ''), 
	UNIQUE (name)
)
 STRICT;
CREATE TABLE analyst (
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	initials TEXT NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT analyst_has_a_name CHECK (name <> ''), 
	UNIQUE (name)
)
 STRICT;
CREATE TABLE change (
	id TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	of_id TEXT, 
	label TEXT NOT NULL, 
	analyst_id TEXT, 
	made_on TEXT NOT NULL, 
	tables TEXT NOT NULL, 
	rows BLOB NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT kind_known CHECK (kind IN ('edit', 'undo', 'redo', 'setup')), 
	UNIQUE (number), 
	FOREIGN KEY(of_id) REFERENCES change (id)
)
 STRICT;
CREATE INDEX ix_change_of_id ON change (of_id);
CREATE TABLE document (
	id TEXT NOT NULL, 
	title TEXT NOT NULL, 
	doc_type TEXT NOT NULL, 
	publisher TEXT NOT NULL, 
	author TEXT NOT NULL, 
	url TEXT NOT NULL, 
	language TEXT NOT NULL, 
	published_on TEXT, 
	published_precision TEXT, 
	retrieved_on TEXT, 
	note TEXT NOT NULL, 
	current_version INTEGER NOT NULL, 
	added_on TEXT NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT doc_type_known CHECK (doc_type IN ('transcript', 'article', 'report', 'other')), 
	CONSTRAINT published_precision_known CHECK (published_precision IS NULL OR published_precision IN ('day', 'month', 'quarter', 'half_year', 'year', 'fiscal_year')), 
	CONSTRAINT published_on_is_a_day CHECK (published_on IS NULL OR published_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'), 
	CONSTRAINT retrieved_on_is_a_day CHECK (retrieved_on IS NULL OR retrieved_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'), 
	CONSTRAINT document_has_a_title CHECK (title <> '')
)
 STRICT;
CREATE TABLE kind (
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	title TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	sign TEXT NOT NULL, 
	line TEXT NOT NULL, 
	light TEXT NOT NULL, 
	dark TEXT NOT NULL, 
	judged_as TEXT NOT NULL, 
	fields TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT name_is_a_name CHECK (name GLOB '[a-z]*'), 
	CONSTRAINT judged_as_known CHECK (judged_as IN ('promise', 'risk', 'incentive', 'none')), 
	CONSTRAINT kind_has_a_title CHECK (title <> ''), 
	CONSTRAINT kind_has_a_key CHECK (key GLOB '[0-9a-z]'), 
	CONSTRAINT light_is_a_colour CHECK (light GLOB '#[0-9A-F][0-9A-F][0-9A-F][0-9A-F][0-9A-F][0-9A-F]'), 
	CONSTRAINT dark_is_a_colour CHECK (dark GLOB '#[0-9A-F][0-9A-F][0-9A-F][0-9A-F][0-9A-F][0-9A-F]'), 
	UNIQUE (name)
)
 STRICT;
CREATE TABLE meta (
	id TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (id)
)
 STRICT;
CREATE TABLE source_file (
	id TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	name TEXT NOT NULL, 
	media_type TEXT NOT NULL, 
	size INTEGER NOT NULL, 
	content BLOB NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT sha256_is_hex CHECK (length(sha256) = 64), 
	UNIQUE (sha256)
)
 STRICT;
CREATE TABLE topic (
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT topic_has_a_name CHECK (name <> ''), 
	UNIQUE (name)
)
 STRICT;
CREATE TABLE alias (
	id TEXT NOT NULL, 
	actor_id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT alias_has_a_name CHECK (name <> ''), 
	FOREIGN KEY(actor_id) REFERENCES actor (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_alias_actor_id ON alias (actor_id);
CREATE INDEX ix_alias_name ON alias (name);
CREATE TABLE claim (
	id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	statement TEXT NOT NULL, 
	actor_id TEXT, 
	addressee_id TEXT, 
	speaker TEXT NOT NULL, 
	attribution TEXT, 
	made_on TEXT, 
	time_frame_phrase TEXT NOT NULL, 
	time_frame_type TEXT NOT NULL, 
	due_earliest TEXT, 
	due_latest TEXT, 
	due_precision TEXT, 
	condition TEXT NOT NULL, 
	hedging_level TEXT NOT NULL, 
	hedging_cues TEXT NOT NULL, 
	testability TEXT NOT NULL, 
	next_review_on TEXT, 
	note TEXT NOT NULL, 
	details TEXT NOT NULL, 
	filled_in TEXT NOT NULL, 
	created_by TEXT, 
	created_on TEXT NOT NULL, 
	changed_by TEXT, 
	changed_on TEXT NOT NULL, 
	deleted_on TEXT, 
	PRIMARY KEY (id), 
	CONSTRAINT kind_is_a_name CHECK (kind GLOB '[a-z]*'), 
	CONSTRAINT attribution_known CHECK (attribution IS NULL OR attribution IN ('direct_quote', 'indirect_speech', 'narrated', 'author')), 
	CONSTRAINT time_frame_type_known CHECK (time_frame_type IN ('fixed_date', 'relative_period', 'named_period', 'event', 'recurring', 'continuing', 'none')), 
	CONSTRAINT due_precision_known CHECK (due_precision IS NULL OR due_precision IN ('day', 'month', 'quarter', 'half_year', 'year', 'fiscal_year')), 
	CONSTRAINT hedging_level_known CHECK (hedging_level IN ('none', 'low', 'medium', 'high')), 
	CONSTRAINT testability_known CHECK (testability IN ('testable', 'partly_testable', 'not_testable')), 
	CONSTRAINT made_on_is_a_day CHECK (made_on IS NULL OR made_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'), 
	CONSTRAINT due_earliest_is_a_day CHECK (due_earliest IS NULL OR due_earliest GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'), 
	CONSTRAINT due_latest_is_a_day CHECK (due_latest IS NULL OR due_latest GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'), 
	CONSTRAINT next_review_on_is_a_day CHECK (next_review_on IS NULL OR next_review_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'), 
	CONSTRAINT due_in_order CHECK (due_earliest IS NULL OR due_latest IS NULL OR due_earliest <= due_latest), 
	FOREIGN KEY(actor_id) REFERENCES actor (id), 
	FOREIGN KEY(addressee_id) REFERENCES actor (id), 
	FOREIGN KEY(created_by) REFERENCES analyst (id), 
	FOREIGN KEY(changed_by) REFERENCES analyst (id)
)
 STRICT;
CREATE INDEX ix_claim_actor_id ON claim (actor_id);
CREATE INDEX ix_claim_addressee_id ON claim (addressee_id);
CREATE INDEX ix_claim_changed_by ON claim (changed_by);
CREATE INDEX ix_claim_created_by ON claim (created_by);
CREATE INDEX ix_claim_deleted_on ON claim (deleted_on);
CREATE INDEX ix_claim_kind_due ON claim (kind, due_latest);
CREATE INDEX ix_claim_made_on ON claim (made_on);
CREATE TABLE outcome (
	id TEXT NOT NULL, 
	outcome_type TEXT NOT NULL, 
	statement TEXT NOT NULL, 
	occurred_from TEXT, 
	occurred_to TEXT, 
	occurred_precision TEXT, 
	actor_id TEXT, 
	value TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	search_note TEXT NOT NULL, 
	created_by TEXT, 
	created_on TEXT NOT NULL, 
	deleted_on TEXT, 
	PRIMARY KEY (id), 
	CONSTRAINT outcome_type_known CHECK (outcome_type IN ('event', 'measurement', 'legal_act', 'announcement', 'no_event_found')), 
	CONSTRAINT occurred_precision_known CHECK (occurred_precision IS NULL OR occurred_precision IN ('day', 'month', 'quarter', 'half_year', 'year', 'fiscal_year')), 
	CONSTRAINT occurred_from_is_a_day CHECK (occurred_from IS NULL OR occurred_from GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'), 
	CONSTRAINT occurred_to_is_a_day CHECK (occurred_to IS NULL OR occurred_to GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'), 
	CONSTRAINT occurred_in_order CHECK (occurred_from IS NULL OR occurred_to IS NULL OR occurred_from <= occurred_to), 
	CONSTRAINT outcome_has_a_statement CHECK (statement <> ''), 
	FOREIGN KEY(actor_id) REFERENCES actor (id), 
	FOREIGN KEY(created_by) REFERENCES analyst (id)
)
 STRICT;
CREATE INDEX ix_outcome_actor_id ON outcome (actor_id);
CREATE INDEX ix_outcome_created_by ON outcome (created_by);
CREATE INDEX ix_outcome_occurred_from ON outcome (occurred_from);
CREATE TABLE version (
	id TEXT NOT NULL, 
	document_id TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	length INTEGER NOT NULL, 
	structure BLOB NOT NULL, 
	reader TEXT NOT NULL, 
	read_on TEXT NOT NULL, 
	source_file_id TEXT, 
	PRIMARY KEY (id), 
	UNIQUE (document_id, number), 
	CONSTRAINT number_counts CHECK (number >= 1), 
	CONSTRAINT length_counts CHECK (length >= 0), 
	CONSTRAINT sha256_is_hex CHECK (length(sha256) = 64), 
	FOREIGN KEY(document_id) REFERENCES document (id), 
	FOREIGN KEY(source_file_id) REFERENCES source_file (id)
)
 STRICT;
CREATE INDEX ix_version_document_id ON version (document_id);
CREATE INDEX ix_version_source_file_id ON version (source_file_id);
CREATE TABLE assessment (
	id TEXT NOT NULL, 
	claim_id TEXT NOT NULL, 
	verdict TEXT NOT NULL, 
	unratable_reason TEXT, 
	as_of TEXT NOT NULL, 
	rated_on TEXT NOT NULL, 
	analyst_id TEXT, 
	rationale TEXT NOT NULL, 
	confidence TEXT, 
	status TEXT NOT NULL, 
	change_reason TEXT NOT NULL, 
	supersedes_id TEXT, 
	round INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT verdict_is_a_name CHECK (verdict GLOB '[a-z]*'), 
	CONSTRAINT unratable_reason_known CHECK (unratable_reason IS NULL OR unratable_reason IN ('not_testable', 'wording_unclear', 'no_public_data', 'condition_not_met')), 
	CONSTRAINT confidence_known CHECK (confidence IS NULL OR confidence IN ('low', 'medium', 'high')), 
	CONSTRAINT status_known CHECK (status IN ('draft', 'submitted', 'adjudicated', 'withdrawn')), 
	CONSTRAINT change_reason_known CHECK (change_reason IN ('first_rating', 'new_evidence', 'deadline_passed', 'correction', 'adjudication')), 
	CONSTRAINT as_of_is_a_day CHECK (as_of IS NULL OR as_of GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'), 
	CONSTRAINT unratable_has_a_reason CHECK ((verdict = 'unratable') = (unratable_reason IS NOT NULL)), 
	CONSTRAINT as_of_not_after_rating CHECK (as_of <= substr(rated_on, 1, 10)), 
	CONSTRAINT round_counts CHECK (round >= 1), 
	FOREIGN KEY(claim_id) REFERENCES claim (id) ON DELETE CASCADE, 
	FOREIGN KEY(analyst_id) REFERENCES analyst (id), 
	FOREIGN KEY(supersedes_id) REFERENCES assessment (id)
)
 STRICT;
CREATE INDEX ix_assessment_analyst_id ON assessment (analyst_id);
CREATE INDEX ix_assessment_claim_id ON assessment (claim_id);
CREATE UNIQUE INDEX ix_assessment_supersedes_id ON assessment (supersedes_id);
CREATE TABLE claim_relation (
	id TEXT NOT NULL, 
	from_id TEXT NOT NULL, 
	to_id TEXT NOT NULL, 
	relation TEXT NOT NULL, 
	note TEXT NOT NULL, 
	analyst_id TEXT, 
	PRIMARY KEY (id), 
	CONSTRAINT relation_known CHECK (relation IN ('restates', 'elaborates', 'part_of', 'depends_on', 'measures', 'mitigates', 'threatens', 'contradicts', 'exchanged_for', 'supersedes')), 
	UNIQUE (from_id, to_id, relation), 
	CONSTRAINT not_to_itself CHECK (from_id <> to_id), 
	FOREIGN KEY(from_id) REFERENCES claim (id) ON DELETE CASCADE, 
	FOREIGN KEY(to_id) REFERENCES claim (id) ON DELETE CASCADE, 
	FOREIGN KEY(analyst_id) REFERENCES analyst (id)
)
 STRICT;
CREATE INDEX ix_claim_relation_analyst_id ON claim_relation (analyst_id);
CREATE INDEX ix_claim_relation_from_id ON claim_relation (from_id);
CREATE INDEX ix_claim_relation_to_id ON claim_relation (to_id);
CREATE TABLE claim_topic (
	id TEXT NOT NULL, 
	claim_id TEXT NOT NULL, 
	topic_id TEXT NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (claim_id, topic_id), 
	FOREIGN KEY(claim_id) REFERENCES claim (id) ON DELETE CASCADE, 
	FOREIGN KEY(topic_id) REFERENCES topic (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_claim_topic_claim_id ON claim_topic (claim_id);
CREATE INDEX ix_claim_topic_topic_id ON claim_topic (topic_id);
CREATE TABLE evidence (
	id TEXT NOT NULL, 
	outcome_id TEXT NOT NULL, 
	evidence_type TEXT NOT NULL, 
	citation TEXT NOT NULL, 
	url TEXT NOT NULL, 
	archived_url TEXT NOT NULL, 
	accessed_on TEXT, 
	PRIMARY KEY (id), 
	CONSTRAINT evidence_type_known CHECK (evidence_type IN ('primary_official', 'primary_statistics', 'primary_company', 'secondary_press', 'secondary_research', 'testimony')), 
	CONSTRAINT accessed_on_is_a_day CHECK (accessed_on IS NULL OR accessed_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'), 
	FOREIGN KEY(outcome_id) REFERENCES outcome (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_evidence_outcome_id ON evidence (outcome_id);
CREATE TABLE indicator (
	id TEXT NOT NULL, 
	claim_id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	baseline TEXT NOT NULL, 
	target_operator TEXT, 
	target TEXT NOT NULL, 
	means_of_verification TEXT NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT target_operator_known CHECK (target_operator IS NULL OR target_operator IN ('=', '>', '>=', '<', '<=', 'between')), 
	FOREIGN KEY(claim_id) REFERENCES claim (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_indicator_claim_id ON indicator (claim_id);
CREATE TABLE link (
	id TEXT NOT NULL, 
	claim_id TEXT NOT NULL, 
	outcome_id TEXT NOT NULL, 
	relation TEXT NOT NULL, 
	note TEXT NOT NULL, 
	analyst_id TEXT, 
	linked_on TEXT NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT relation_is_a_name CHECK (relation GLOB '[a-z]*'), 
	UNIQUE (claim_id, outcome_id, relation), 
	FOREIGN KEY(claim_id) REFERENCES claim (id) ON DELETE CASCADE, 
	FOREIGN KEY(outcome_id) REFERENCES outcome (id) ON DELETE CASCADE, 
	FOREIGN KEY(analyst_id) REFERENCES analyst (id)
)
 STRICT;
CREATE INDEX ix_link_analyst_id ON link (analyst_id);
CREATE INDEX ix_link_claim_id ON link (claim_id);
CREATE INDEX ix_link_outcome_id ON link (outcome_id);
CREATE TABLE turn (
	id TEXT NOT NULL, 
	version_id TEXT NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	actor_id TEXT, 
	label TEXT NOT NULL, 
	role TEXT NOT NULL, 
	time_start INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT turn_has_words CHECK (0 <= start AND start < "end"), 
	FOREIGN KEY(version_id) REFERENCES version (id), 
	FOREIGN KEY(actor_id) REFERENCES actor (id)
)
 STRICT;
CREATE INDEX ix_turn_actor_id ON turn (actor_id);
CREATE INDEX ix_turn_version_id ON turn (version_id);
CREATE TABLE assessment_link (
	id TEXT NOT NULL, 
	assessment_id TEXT NOT NULL, 
	link_id TEXT NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (assessment_id, link_id), 
	FOREIGN KEY(assessment_id) REFERENCES assessment (id) ON DELETE CASCADE, 
	FOREIGN KEY(link_id) REFERENCES link (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_assessment_link_assessment_id ON assessment_link (assessment_id);
CREATE INDEX ix_assessment_link_link_id ON assessment_link (link_id);
CREATE TABLE passage (
	id TEXT NOT NULL, 
	version_id TEXT NOT NULL, 
	claim_id TEXT, 
	evidence_id TEXT, 
	position INTEGER NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	exact TEXT NOT NULL, 
	prefix TEXT NOT NULL, 
	suffix TEXT NOT NULL, 
	status TEXT NOT NULL, 
	score REAL NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT status_known CHECK (status IN ('exact', 'reanchored', 'needs_review', 'orphaned')), 
	CONSTRAINT passage_has_words CHECK (0 <= start AND start < "end"), 
	CONSTRAINT passage_has_one_owner CHECK ((claim_id IS NULL) <> (evidence_id IS NULL)), 
	CONSTRAINT score_is_a_share CHECK (score BETWEEN 0 AND 1), 
	FOREIGN KEY(version_id) REFERENCES version (id), 
	FOREIGN KEY(claim_id) REFERENCES claim (id) ON DELETE CASCADE, 
	FOREIGN KEY(evidence_id) REFERENCES evidence (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_passage_claim_id ON passage (claim_id);
CREATE INDEX ix_passage_evidence_id ON passage (evidence_id);
CREATE INDEX ix_passage_version_id ON passage (version_id);
CREATE INDEX ix_passage_version_start ON passage (version_id, start);
CREATE TABLE alembic_version (version_num TEXT NOT NULL PRIMARY KEY) STRICT;
CREATE TABLE search_text (id INTEGER PRIMARY KEY, owner TEXT NOT NULL, owner_id TEXT NOT NULL, start INTEGER NOT NULL, folded TEXT NOT NULL) STRICT;
CREATE INDEX ix_search_text_owner ON search_text (owner, owner_id);
CREATE VIRTUAL TABLE search_words USING fts5(folded, content='search_text', content_rowid='id', tokenize='unicode61 remove_diacritics 0 categories ''L* N* Co Mn Mc''');
CREATE VIRTUAL TABLE search_stems USING fts5(folded, content='search_text', content_rowid='id', tokenize='porter unicode61 remove_diacritics 0 categories ''L* N* Co Mn Mc''');
CREATE VIRTUAL TABLE search_vocabulary USING fts5vocab('search_words', 'row');
