"""first tables

Revision ID: 0001
Revises: 
"""
from alembic import op
import sqlalchemy as sa
import cgtraining.database


SQLITE_INDEX = "CREATE VIRTUAL TABLE search_fts USING fts5(text, tokenize='unicode61')"
POSTGRESQL_INDEX = "CREATE INDEX search_fts_text ON search_entry USING gin (to_tsvector('simple', text))"

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('audit_entry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('actor_id', sa.Integer(), nullable=True),
    sa.Column('action', sa.String(length=60), nullable=False),
    sa.Column('object_kind', sa.String(length=40), nullable=False),
    sa.Column('object_id', sa.Integer(), nullable=True),
    sa.Column('details', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_entry'))
    )
    with op.batch_alter_table('audit_entry', schema=None) as batch_op:
        batch_op.create_index('ix_audit_entry_object', ['object_kind', 'object_id'], unique=False)

    op.create_table('message',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('purpose', sa.String(length=120), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('subject', sa.String(length=200), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('link', sa.String(length=500), nullable=True),
    sa.Column('confidential', sa.Boolean(), nullable=False),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_message')),
    sa.UniqueConstraint('purpose', name=op.f('uq_message_purpose'))
    )
    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_message_person_id'), ['person_id'], unique=False)

    op.create_table('organization',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name_zh', sa.String(length=200), nullable=True),
    sa.Column('name_en', sa.String(length=200), nullable=True),
    sa.Column('kind', sa.Enum('foundation', 'social_organization', 'social_work', 'residents_committee', 'street_office', 'government', 'university', 'enterprise', 'other', name='organizationkind', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('logo_key', sa.String(length=200), nullable=True),
    sa.Column('seal_key', sa.String(length=200), nullable=True),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organization'))
    )
    op.create_table('program',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=20), nullable=False),
    sa.Column('title_zh', sa.String(length=200), nullable=False),
    sa.Column('title_en', sa.String(length=200), nullable=True),
    sa.Column('summary_zh', sa.Text(), nullable=True),
    sa.Column('summary_en', sa.Text(), nullable=True),
    sa.Column('archived_at', cgtraining.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('code_frozen_at', cgtraining.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_program')),
    sa.UniqueConstraint('code', name=op.f('uq_program_code'))
    )
    op.create_table('search_entry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('object_id', sa.Integer(), nullable=False),
    sa.Column('program_id', sa.Integer(), nullable=True),
    sa.Column('cohort_id', sa.Integer(), nullable=True),
    sa.Column('title', sa.String(length=300), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_search_entry')),
    sa.UniqueConstraint('kind', 'object_id', name=op.f('uq_search_entry_kind_object_id'))
    )
    with op.batch_alter_table('search_entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_search_entry_cohort_id'), ['cohort_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_search_entry_program_id'), ['program_id'], unique=False)

    op.create_table('competency',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('program_id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=20), nullable=False),
    sa.Column('title_zh', sa.String(length=200), nullable=False),
    sa.Column('title_en', sa.String(length=200), nullable=True),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['program_id'], ['program.id'], name=op.f('fk_competency_program_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_competency')),
    sa.UniqueConstraint('program_id', 'code', name=op.f('uq_competency_program_id_code'))
    )
    op.create_table('curriculum',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('program_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('title_zh', sa.String(length=200), nullable=False),
    sa.Column('title_en', sa.String(length=200), nullable=True),
    sa.Column('status', sa.Enum('draft', 'published', 'retired', name='curriculumstatus', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('published_at', cgtraining.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('minutes_per_hour', sa.Integer(), nullable=False),
    sa.Column('smallest_step', cgtraining.database.Hundredths(), nullable=False),
    sa.Column('most_per_day', cgtraining.database.Hundredths(), nullable=False),
    sa.Column('rate_online', cgtraining.database.Hundredths(), nullable=False),
    sa.Column('rate_recorded', cgtraining.database.Hundredths(), nullable=False),
    sa.Column('rate_visit', cgtraining.database.Hundredths(), nullable=False),
    sa.Column('rate_practice', cgtraining.database.Hundredths(), nullable=False),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('minutes_per_hour > 0', name=op.f('ck_curriculum_minutes_are_positive')),
    sa.CheckConstraint('most_per_day > 0', name=op.f('ck_curriculum_day_is_positive')),
    sa.CheckConstraint('smallest_step > 0', name=op.f('ck_curriculum_step_is_positive')),
    sa.ForeignKeyConstraint(['program_id'], ['program.id'], name=op.f('fk_curriculum_program_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_curriculum')),
    sa.UniqueConstraint('program_id', 'number', name=op.f('uq_curriculum_program_id_number'))
    )
    op.create_table('delivery',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('message_id', sa.Integer(), nullable=False),
    sa.Column('channel', sa.Enum('mail', 'sms', 'wechat_copy', name='channel', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('address', sa.String(length=254), nullable=False),
    sa.Column('state', sa.Enum('waiting', 'sending', 'sent', 'uncertain', 'failed', name='deliverystate', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('leased_until', cgtraining.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('sent_at', cgtraining.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('failure', sa.String(length=300), nullable=True),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['message_id'], ['message.id'], name=op.f('fk_delivery_message_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_delivery')),
    sa.UniqueConstraint('message_id', 'channel', name=op.f('uq_delivery_message_id_channel'))
    )
    with op.batch_alter_table('delivery', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_delivery_state'), ['state'], unique=False)

    op.create_table('person',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name_zh', sa.String(length=100), nullable=True),
    sa.Column('name_latin', sa.String(length=100), nullable=True),
    sa.Column('sort_key', sa.String(length=200), nullable=False),
    sa.Column('gender', sa.Enum('female', 'male', name='gender', native_enum=False, create_constraint=True, length=20), nullable=True),
    sa.Column('organization_id', sa.Integer(), nullable=True),
    sa.Column('position_zh', sa.String(length=100), nullable=True),
    sa.Column('position_en', sa.String(length=100), nullable=True),
    sa.Column('phone', sa.String(length=20), nullable=True),
    sa.Column('email', sa.String(length=254), nullable=True),
    sa.Column('province_code', sa.String(length=6), nullable=True),
    sa.Column('city_code', sa.String(length=6), nullable=True),
    sa.Column('preferred_language', sa.String(length=2), nullable=False),
    sa.Column('confirmed_fields', sa.JSON(), nullable=False),
    sa.Column('name_confirmed_at', cgtraining.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('consented_at', cgtraining.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=False),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('name_zh IS NOT NULL OR name_latin IS NOT NULL', name=op.f('ck_person_has_a_name')),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_person_organization_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person'))
    )
    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_person_email'), ['email'], unique=False)
        batch_op.create_index(batch_op.f('ix_person_organization_id'), ['organization_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_person_phone'), ['phone'], unique=False)
        batch_op.create_index(batch_op.f('ix_person_sort_key'), ['sort_key'], unique=False)

    op.create_table('program_issuer',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('program_id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.Enum('issuer', 'co_issuer', name='issuerrole', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_program_issuer_organization_id')),
    sa.ForeignKeyConstraint(['program_id'], ['program.id'], name=op.f('fk_program_issuer_program_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_program_issuer')),
    sa.UniqueConstraint('program_id', 'organization_id', name=op.f('uq_program_issuer_program_id_organization_id'))
    )
    with op.batch_alter_table('program_issuer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_program_issuer_organization_id'), ['organization_id'], unique=False)

    op.create_table('serial_counter',
    sa.Column('program_id', sa.Integer(), nullable=False),
    sa.Column('year', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('last_number', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['program_id'], ['program.id'], name=op.f('fk_serial_counter_program_id')),
    sa.PrimaryKeyConstraint('program_id', 'year', name=op.f('pk_serial_counter'))
    )
    op.create_table('signatory',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('program_id', sa.Integer(), nullable=False),
    sa.Column('name_zh', sa.String(length=100), nullable=True),
    sa.Column('name_latin', sa.String(length=100), nullable=True),
    sa.Column('title_zh', sa.String(length=100), nullable=True),
    sa.Column('title_en', sa.String(length=100), nullable=True),
    sa.Column('signature_key', sa.String(length=200), nullable=True),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['program_id'], ['program.id'], name=op.f('fk_signatory_program_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_signatory'))
    )
    with op.batch_alter_table('signatory', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_signatory_program_id'), ['program_id'], unique=False)

    op.create_table('account',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=True),
    sa.Column('phone', sa.String(length=20), nullable=True),
    sa.Column('password', sa.String(length=255), nullable=True),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.Column('fs_uniquifier', sa.String(length=64), nullable=False),
    sa.Column('is_administrator', sa.Boolean(), nullable=False),
    sa.Column('last_sign_in_at', cgtraining.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('failed_attempts', sa.Integer(), nullable=False),
    sa.Column('locked_until', cgtraining.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.CheckConstraint('email IS NOT NULL OR phone IS NOT NULL', name=op.f('ck_account_has_an_address')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_account_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_account')),
    sa.UniqueConstraint('email', name=op.f('uq_account_email')),
    sa.UniqueConstraint('fs_uniquifier', name=op.f('uq_account_fs_uniquifier')),
    sa.UniqueConstraint('person_id', name=op.f('uq_account_person_id')),
    sa.UniqueConstraint('phone', name=op.f('uq_account_phone'))
    )
    op.create_table('cohort',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('program_id', sa.Integer(), nullable=False),
    sa.Column('curriculum_id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=30), nullable=False),
    sa.Column('title_zh', sa.String(length=200), nullable=False),
    sa.Column('title_en', sa.String(length=200), nullable=True),
    sa.Column('status', sa.Enum('planned', 'running', 'finished', 'cancelled', name='cohortstatus', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('timezone', sa.String(length=40), nullable=False),
    sa.Column('capacity', sa.Integer(), nullable=True),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('capacity > 0', name=op.f('ck_cohort_capacity_is_positive')),
    sa.CheckConstraint('ends_on >= starts_on', name=op.f('ck_cohort_ends_after_start')),
    sa.ForeignKeyConstraint(['curriculum_id'], ['curriculum.id'], name=op.f('fk_cohort_curriculum_id')),
    sa.ForeignKeyConstraint(['program_id'], ['program.id'], name=op.f('fk_cohort_program_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cohort')),
    sa.UniqueConstraint('code', name=op.f('uq_cohort_code'))
    )
    with op.batch_alter_table('cohort', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_cohort_curriculum_id'), ['curriculum_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_cohort_program_id'), ['program_id'], unique=False)

    op.create_table('completion_rules',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('curriculum_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('tree', sa.JSON(), nullable=False),
    sa.Column('adopted_at', cgtraining.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('adopted_by_id', sa.Integer(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['adopted_by_id'], ['person.id'], name=op.f('fk_completion_rules_adopted_by_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['curriculum_id'], ['curriculum.id'], name=op.f('fk_completion_rules_curriculum_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_completion_rules')),
    sa.UniqueConstraint('curriculum_id', 'number', name=op.f('uq_completion_rules_curriculum_id_number'))
    )
    op.create_table('invitation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('expires_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('used_at', cgtraining.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('made_by_id', sa.Integer(), nullable=True),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['made_by_id'], ['person.id'], name=op.f('fk_invitation_made_by_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_invitation_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitation')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_invitation_token_hash'))
    )
    with op.batch_alter_table('invitation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_invitation_person_id'), ['person_id'], unique=False)

    op.create_table('module',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('curriculum_id', sa.Integer(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('title_zh', sa.String(length=200), nullable=False),
    sa.Column('title_en', sa.String(length=200), nullable=True),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['curriculum_id'], ['curriculum.id'], name=op.f('fk_module_curriculum_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_module'))
    )
    with op.batch_alter_table('module', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_module_curriculum_id'), ['curriculum_id'], unique=False)

    op.create_table('program_staff',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('program_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.Enum('head', 'administrator', name='programrole', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_program_staff_person_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['program_id'], ['program.id'], name=op.f('fk_program_staff_program_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_program_staff')),
    sa.UniqueConstraint('program_id', 'person_id', 'role', 'since', name=op.f('uq_program_staff_program_id_person_id_role_since'))
    )
    with op.batch_alter_table('program_staff', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_program_staff_person_id'), ['person_id'], unique=False)

    op.create_table('sponsorship',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('program_id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_sponsorship_organization_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_sponsorship_person_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['program_id'], ['program.id'], name=op.f('fk_sponsorship_program_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sponsorship')),
    sa.UniqueConstraint('program_id', 'organization_id', 'person_id', name=op.f('uq_sponsorship_program_id_organization_id_person_id'))
    )
    with op.batch_alter_table('sponsorship', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sponsorship_organization_id'), ['organization_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_sponsorship_person_id'), ['person_id'], unique=False)

    op.create_table('cohort_staff',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('cohort_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.Enum('administrator', 'class_teacher', 'trainer', 'mentor', name='cohortrole', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['cohort_id'], ['cohort.id'], name=op.f('fk_cohort_staff_cohort_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_cohort_staff_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cohort_staff')),
    sa.UniqueConstraint('cohort_id', 'person_id', 'role', 'since', name=op.f('uq_cohort_staff_cohort_id_person_id_role_since'))
    )
    with op.batch_alter_table('cohort_staff', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_cohort_staff_person_id'), ['person_id'], unique=False)

    op.create_table('graded_item',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('cohort_id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('kind', sa.Enum('exam', 'assignment', 'project', 'defence', 'participation', name='itemkind', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('title_zh', sa.String(length=200), nullable=False),
    sa.Column('title_en', sa.String(length=200), nullable=True),
    sa.Column('maximum', cgtraining.database.Hundredths(), nullable=False),
    sa.Column('weight', cgtraining.database.Hundredths(), nullable=False),
    sa.Column('pass_mark', cgtraining.database.Hundredths(), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('released_at', cgtraining.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('maximum > 0', name=op.f('ck_graded_item_maximum_is_positive')),
    sa.CheckConstraint('pass_mark >= 0 AND pass_mark <= maximum', name=op.f('ck_graded_item_pass_mark_in_range')),
    sa.CheckConstraint('weight >= 0', name=op.f('ck_graded_item_weight_not_negative')),
    sa.ForeignKeyConstraint(['cohort_id'], ['cohort.id'], name=op.f('fk_graded_item_cohort_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_graded_item')),
    sa.UniqueConstraint('cohort_id', 'code', name=op.f('uq_graded_item_cohort_id_code'))
    )
    op.create_table('graduate_list',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('cohort_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('draft', 'approved', name='liststate', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('award_date', sa.Date(), nullable=False),
    sa.Column('rules_number', sa.Integer(), nullable=False),
    sa.Column('changed_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('approved_at', cgtraining.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('approved_by_id', sa.Integer(), nullable=True),
    sa.Column('scan_key', sa.String(length=200), nullable=True),
    sa.Column('scan_name', sa.String(length=255), nullable=True),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['approved_by_id'], ['person.id'], name=op.f('fk_graduate_list_approved_by_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['cohort_id'], ['cohort.id'], name=op.f('fk_graduate_list_cohort_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_graduate_list')),
    sa.UniqueConstraint('cohort_id', 'number', name=op.f('uq_graduate_list_cohort_id_number'))
    )
    op.create_table('one_time_code',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('code_hash', sa.String(length=64), nullable=False),
    sa.Column('expires_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('used_at', cgtraining.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_one_time_code_account_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_one_time_code'))
    )
    with op.batch_alter_table('one_time_code', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_one_time_code_account_id'), ['account_id'], unique=False)

    op.create_table('roster_import',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('cohort_id', sa.Integer(), nullable=False),
    sa.Column('actor_id', sa.Integer(), nullable=True),
    sa.Column('file_name', sa.String(length=255), nullable=False),
    sa.Column('file_key', sa.String(length=200), nullable=True),
    sa.Column('state', sa.Enum('reading', 'preview', 'running', 'done', 'refused', name='importstate', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('problem_zh', sa.Text(), nullable=True),
    sa.Column('problem_en', sa.Text(), nullable=True),
    sa.Column('columns', sa.JSON(), nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('leased_until', cgtraining.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('finished_at', cgtraining.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['actor_id'], ['person.id'], name=op.f('fk_roster_import_actor_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['cohort_id'], ['cohort.id'], name=op.f('fk_roster_import_cohort_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_roster_import'))
    )
    with op.batch_alter_table('roster_import', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_roster_import_cohort_id'), ['cohort_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_roster_import_state'), ['state'], unique=False)

    op.create_table('trainee_group',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('cohort_id', sa.Integer(), nullable=False),
    sa.Column('title_zh', sa.String(length=100), nullable=False),
    sa.Column('title_en', sa.String(length=100), nullable=True),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['cohort_id'], ['cohort.id'], name=op.f('fk_trainee_group_cohort_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_trainee_group')),
    sa.UniqueConstraint('cohort_id', 'title_zh', name=op.f('uq_trainee_group_cohort_id_title_zh'))
    )
    op.create_table('unit',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('module_id', sa.Integer(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('title_zh', sa.String(length=200), nullable=False),
    sa.Column('title_en', sa.String(length=200), nullable=True),
    sa.Column('kind', sa.Enum('classroom', 'workshop', 'visit', 'practice', 'online', 'recorded', name='sessionkind', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('class_hours', cgtraining.database.Hundredths(), nullable=False),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['module_id'], ['module.id'], name=op.f('fk_unit_module_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_unit'))
    )
    with op.batch_alter_table('unit', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_unit_module_id'), ['module_id'], unique=False)

    op.create_table('class_session',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('cohort_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('title_zh', sa.String(length=200), nullable=False),
    sa.Column('title_en', sa.String(length=200), nullable=True),
    sa.Column('kind', sa.Enum('classroom', 'workshop', 'visit', 'practice', 'online', 'recorded', name='sessionkind', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('status', sa.Enum('planned', 'cancelled', name='sessionstatus', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('starts_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('ends_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('class_hours', cgtraining.database.Hundredths(), nullable=False),
    sa.Column('venue_zh', sa.String(length=200), nullable=True),
    sa.Column('venue_en', sa.String(length=200), nullable=True),
    sa.Column('link', sa.String(length=500), nullable=True),
    sa.Column('trainer_id', sa.Integer(), nullable=True),
    sa.Column('check_in_key', sa.String(length=64), nullable=True),
    sa.Column('check_in_until', cgtraining.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('ends_at > starts_at', name=op.f('ck_class_session_ends_after_start')),
    sa.ForeignKeyConstraint(['cohort_id'], ['cohort.id'], name=op.f('fk_class_session_cohort_id')),
    sa.ForeignKeyConstraint(['trainer_id'], ['person.id'], name=op.f('fk_class_session_trainer_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_class_session_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_class_session'))
    )
    with op.batch_alter_table('class_session', schema=None) as batch_op:
        batch_op.create_index('ix_class_session_cohort_start', ['cohort_id', 'starts_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_class_session_trainer_id'), ['trainer_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_class_session_unit_id'), ['unit_id'], unique=False)

    op.create_table('enrolment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('cohort_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('group_id', sa.Integer(), nullable=True),
    sa.Column('sponsor_id', sa.Integer(), nullable=True),
    sa.Column('state', sa.Enum('enrolled', 'completed', 'deferred', 'withdrawn', 'transferred', name='enrolmentstate', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('state_since', sa.Date(), nullable=False),
    sa.Column('joined_on', sa.Date(), nullable=False),
    sa.Column('came_from_id', sa.Integer(), nullable=True),
    sa.Column('touched_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['came_from_id'], ['enrolment.id'], name=op.f('fk_enrolment_came_from_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['cohort_id'], ['cohort.id'], name=op.f('fk_enrolment_cohort_id')),
    sa.ForeignKeyConstraint(['group_id'], ['trainee_group.id'], name=op.f('fk_enrolment_group_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_enrolment_person_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['sponsor_id'], ['organization.id'], name=op.f('fk_enrolment_sponsor_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_enrolment')),
    sa.UniqueConstraint('cohort_id', 'person_id', name=op.f('uq_enrolment_cohort_id_person_id'))
    )
    with op.batch_alter_table('enrolment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_enrolment_group_id'), ['group_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_enrolment_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_enrolment_sponsor_id'), ['sponsor_id'], unique=False)

    op.create_table('issue_run',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('list_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('running', 'done', name='runstate', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('started_by_id', sa.Integer(), nullable=True),
    sa.Column('leased_until', cgtraining.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('finished_at', cgtraining.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['list_id'], ['graduate_list.id'], name=op.f('fk_issue_run_list_id')),
    sa.ForeignKeyConstraint(['started_by_id'], ['person.id'], name=op.f('fk_issue_run_started_by_id'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_issue_run')),
    sa.UniqueConstraint('list_id', name=op.f('uq_issue_run_list_id'))
    )
    with op.batch_alter_table('issue_run', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_issue_run_state'), ['state'], unique=False)

    op.create_table('roster_row',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('import_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('verdict', sa.Enum('new', 'known', 'changed', 'conflict', 'unchanged', 'duplicate', 'rejected', name='rowverdict', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('found', sa.JSON(), nullable=False),
    sa.Column('remarks', sa.JSON(), nullable=False),
    sa.Column('changes', sa.JSON(), nullable=False),
    sa.Column('candidates', sa.JSON(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('enrols', sa.Boolean(), nullable=False),
    sa.Column('choice', sa.String(length=40), nullable=True),
    sa.Column('done_at', cgtraining.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['import_id'], ['roster_import.id'], name=op.f('fk_roster_row_import_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_roster_row_person_id'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_roster_row')),
    sa.UniqueConstraint('import_id', 'number', name=op.f('uq_roster_row_import_id_number'))
    )
    with op.batch_alter_table('roster_row', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_roster_row_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_roster_row_verdict'), ['verdict'], unique=False)

    op.create_table('unit_competency',
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('competency_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['competency_id'], ['competency.id'], name=op.f('fk_unit_competency_competency_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_unit_competency_unit_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('unit_id', 'competency_id', name=op.f('pk_unit_competency'))
    )
    op.create_table('attendance_mark',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('session_id', sa.Integer(), nullable=False),
    sa.Column('enrolment_id', sa.Integer(), nullable=False),
    sa.Column('status', sa.Enum('present', 'late', 'left_early', 'personal_leave', 'sick_leave', 'official_leave', 'absent', 'made_up', name='attendancestatus', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('minutes_missed', sa.Integer(), nullable=False),
    sa.Column('source', sa.Enum('register', 'qr', 'spoken_code', 'paper', 'import', name='marksource', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('minutes_missed >= 0', name=op.f('ck_attendance_mark_minutes_not_negative')),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_attendance_mark_enrolment_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['session_id'], ['class_session.id'], name=op.f('fk_attendance_mark_session_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attendance_mark')),
    sa.UniqueConstraint('session_id', 'enrolment_id', name=op.f('uq_attendance_mark_session_id_enrolment_id'))
    )
    with op.batch_alter_table('attendance_mark', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_attendance_mark_enrolment_id'), ['enrolment_id'], unique=False)

    op.create_table('enrolment_change',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('enrolment_id', sa.Integer(), nullable=False),
    sa.Column('old_state', sa.Enum('enrolled', 'completed', 'deferred', 'withdrawn', 'transferred', name='old_state', native_enum=False, create_constraint=True, length=20), nullable=True),
    sa.Column('new_state', sa.Enum('enrolled', 'completed', 'deferred', 'withdrawn', 'transferred', name='new_state', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('actor_id', sa.Integer(), nullable=True),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['actor_id'], ['person.id'], name=op.f('fk_enrolment_change_actor_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_enrolment_change_enrolment_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_enrolment_change'))
    )
    with op.batch_alter_table('enrolment_change', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_enrolment_change_enrolment_id'), ['enrolment_id'], unique=False)

    op.create_table('graduate_entry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('list_id', sa.Integer(), nullable=False),
    sa.Column('enrolment_id', sa.Integer(), nullable=False),
    sa.Column('outcome', sa.Enum('completed', 'attended', 'deferred', 'nothing', name='outcome', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('deferred_until', sa.Date(), nullable=True),
    sa.Column('class_hours', cgtraining.database.Hundredths(), nullable=False),
    sa.Column('facts', sa.JSON(), nullable=False),
    sa.Column('remark', sa.Text(), nullable=True),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_graduate_entry_enrolment_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['list_id'], ['graduate_list.id'], name=op.f('fk_graduate_entry_list_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_graduate_entry')),
    sa.UniqueConstraint('list_id', 'enrolment_id', name=op.f('uq_graduate_entry_list_id_enrolment_id'))
    )
    with op.batch_alter_table('graduate_entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_graduate_entry_enrolment_id'), ['enrolment_id'], unique=False)

    op.create_table('mark_change',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('session_id', sa.Integer(), nullable=False),
    sa.Column('enrolment_id', sa.Integer(), nullable=False),
    sa.Column('at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('actor_id', sa.Integer(), nullable=True),
    sa.Column('source', sa.Enum('register', 'qr', 'spoken_code', 'paper', 'import', name='marksource', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('old_status', sa.Enum('present', 'late', 'left_early', 'personal_leave', 'sick_leave', 'official_leave', 'absent', 'made_up', name='old_status', native_enum=False, create_constraint=True, length=20), nullable=True),
    sa.Column('new_status', sa.Enum('present', 'late', 'left_early', 'personal_leave', 'sick_leave', 'official_leave', 'absent', 'made_up', name='new_status', native_enum=False, create_constraint=True, length=20), nullable=True),
    sa.Column('minutes_missed', sa.Integer(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['actor_id'], ['person.id'], name=op.f('fk_mark_change_actor_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_mark_change_enrolment_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['session_id'], ['class_session.id'], name=op.f('fk_mark_change_session_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mark_change'))
    )
    with op.batch_alter_table('mark_change', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_mark_change_enrolment_id'), ['enrolment_id'], unique=False)
        batch_op.create_index('ix_mark_change_whose', ['session_id', 'enrolment_id'], unique=False)

    op.create_table('score',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=False),
    sa.Column('enrolment_id', sa.Integer(), nullable=False),
    sa.Column('points', cgtraining.database.Hundredths(), nullable=True),
    sa.Column('excused', sa.Boolean(), nullable=False),
    sa.Column('comment', sa.Text(), nullable=True),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('points >= 0', name=op.f('ck_score_points_not_negative')),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_score_enrolment_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['item_id'], ['graded_item.id'], name=op.f('fk_score_item_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_score')),
    sa.UniqueConstraint('item_id', 'enrolment_id', name=op.f('uq_score_item_id_enrolment_id'))
    )
    with op.batch_alter_table('score', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_score_enrolment_id'), ['enrolment_id'], unique=False)

    op.create_table('score_change',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=False),
    sa.Column('enrolment_id', sa.Integer(), nullable=False),
    sa.Column('at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('actor_id', sa.Integer(), nullable=True),
    sa.Column('old_points', cgtraining.database.Hundredths(), nullable=True),
    sa.Column('new_points', cgtraining.database.Hundredths(), nullable=True),
    sa.Column('excused', sa.Boolean(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['actor_id'], ['person.id'], name=op.f('fk_score_change_actor_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_score_change_enrolment_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['item_id'], ['graded_item.id'], name=op.f('fk_score_change_item_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_score_change'))
    )
    with op.batch_alter_table('score_change', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_score_change_enrolment_id'), ['enrolment_id'], unique=False)
        batch_op.create_index('ix_score_change_whose', ['item_id', 'enrolment_id'], unique=False)

    op.create_table('waiver',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('enrolment_id', sa.Integer(), nullable=False),
    sa.Column('rule_key', sa.String(length=60), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('granted_by_id', sa.Integer(), nullable=True),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_waiver_enrolment_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['granted_by_id'], ['person.id'], name=op.f('fk_waiver_granted_by_id'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_waiver')),
    sa.UniqueConstraint('enrolment_id', 'rule_key', name=op.f('uq_waiver_enrolment_id_rule_key'))
    )
    op.create_table('issue_item',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('run_id', sa.Integer(), nullable=False),
    sa.Column('entry_id', sa.Integer(), nullable=True),
    sa.Column('state', sa.Enum('waiting', 'numbered', 'done', 'refused', name='itemstate', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('problem_zh', sa.Text(), nullable=True),
    sa.Column('problem_en', sa.Text(), nullable=True),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['graduate_entry.id'], name=op.f('fk_issue_item_entry_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['run_id'], ['issue_run.id'], name=op.f('fk_issue_item_run_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_issue_item')),
    sa.UniqueConstraint('entry_id', name=op.f('uq_issue_item_entry_id'))
    )
    with op.batch_alter_table('issue_item', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_issue_item_run_id'), ['run_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_issue_item_state'), ['state'], unique=False)

    op.create_table('certificate',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('program_id', sa.Integer(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('serial', sa.String(length=60), nullable=False),
    sa.Column('code', sa.String(length=17), nullable=False),
    sa.Column('kind', sa.Enum('completion', 'attendance', name='certificatekind', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('state', sa.Enum('pending', 'issued', 'void', name='numberstate', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('void_reason', sa.Text(), nullable=True),
    sa.Column('cohort_id', sa.Integer(), nullable=False),
    sa.Column('enrolment_id', sa.Integer(), nullable=True),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('run_item_id', sa.Integer(), nullable=True),
    sa.Column('facts', sa.JSON(), nullable=False),
    sa.Column('award_date', sa.Date(), nullable=False),
    sa.Column('pdf_key', sa.String(length=200), nullable=True),
    sa.Column('sha256', sa.String(length=64), nullable=True),
    sa.Column('issued_at', cgtraining.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('valid_until', sa.Date(), nullable=True),
    sa.Column('suspended_at', cgtraining.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('revoked_at', cgtraining.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('replaced_at', cgtraining.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('replaced_by_id', sa.Integer(), nullable=True),
    sa.Column('replaces_id', sa.Integer(), nullable=True),
    sa.Column('withdrawn_at', cgtraining.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.CheckConstraint("state <> 'issued' OR (sha256 IS NOT NULL AND issued_at IS NOT NULL)", name=op.f('ck_certificate_issued_has_a_hash')),
    sa.CheckConstraint("state <> 'issued' OR pdf_key IS NOT NULL OR withdrawn_at IS NOT NULL", name=op.f('ck_certificate_issued_is_stored')),
    sa.CheckConstraint("state <> 'void' OR void_reason IS NOT NULL", name=op.f('ck_certificate_void_has_a_reason')),
    sa.ForeignKeyConstraint(['cohort_id'], ['cohort.id'], name=op.f('fk_certificate_cohort_id')),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_certificate_enrolment_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_certificate_person_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['program_id'], ['program.id'], name=op.f('fk_certificate_program_id')),
    sa.ForeignKeyConstraint(['replaced_by_id'], ['certificate.id'], name=op.f('fk_certificate_replaced_by_id')),
    sa.ForeignKeyConstraint(['replaces_id'], ['certificate.id'], name=op.f('fk_certificate_replaces_id')),
    sa.ForeignKeyConstraint(['run_item_id'], ['issue_item.id'], name=op.f('fk_certificate_run_item_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_certificate')),
    sa.UniqueConstraint('code', name=op.f('uq_certificate_code')),
    sa.UniqueConstraint('program_id', 'year', 'number', name=op.f('uq_certificate_program_id_year_number')),
    sa.UniqueConstraint('replaced_by_id', name=op.f('uq_certificate_replaced_by_id')),
    sa.UniqueConstraint('replaces_id', name=op.f('uq_certificate_replaces_id')),
    sa.UniqueConstraint('run_item_id', name=op.f('uq_certificate_run_item_id')),
    sa.UniqueConstraint('serial', name=op.f('uq_certificate_serial'))
    )
    with op.batch_alter_table('certificate', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_certificate_cohort_id'), ['cohort_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_certificate_enrolment_id'), ['enrolment_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_certificate_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_certificate_sha256'), ['sha256'], unique=False)
        batch_op.create_index(batch_op.f('ix_certificate_state'), ['state'], unique=False)

    op.create_table('certificate_event',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('certificate_id', sa.Integer(), nullable=False),
    sa.Column('what', sa.Enum('issued', 'replacement_ordered', 'replaced', 'suspended', 'reinstated', 'revoked', 'expiry_set', 'withdrawn', 'voided', name='happening', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('actor_id', sa.Integer(), nullable=True),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['actor_id'], ['person.id'], name=op.f('fk_certificate_event_actor_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['certificate_id'], ['certificate.id'], name=op.f('fk_certificate_event_certificate_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_certificate_event'))
    )
    with op.batch_alter_table('certificate_event', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_certificate_event_certificate_id'), ['certificate_id'], unique=False)

    op.execute(SQLITE_INDEX if op.get_bind().dialect.name == "sqlite" else POSTGRESQL_INDEX)


def downgrade():
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_fts")
    with op.batch_alter_table('certificate_event', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_certificate_event_certificate_id'))

    op.drop_table('certificate_event')
    with op.batch_alter_table('certificate', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_certificate_state'))
        batch_op.drop_index(batch_op.f('ix_certificate_sha256'))
        batch_op.drop_index(batch_op.f('ix_certificate_person_id'))
        batch_op.drop_index(batch_op.f('ix_certificate_enrolment_id'))
        batch_op.drop_index(batch_op.f('ix_certificate_cohort_id'))

    op.drop_table('certificate')
    with op.batch_alter_table('issue_item', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_issue_item_state'))
        batch_op.drop_index(batch_op.f('ix_issue_item_run_id'))

    op.drop_table('issue_item')
    op.drop_table('waiver')
    with op.batch_alter_table('score_change', schema=None) as batch_op:
        batch_op.drop_index('ix_score_change_whose')
        batch_op.drop_index(batch_op.f('ix_score_change_enrolment_id'))

    op.drop_table('score_change')
    with op.batch_alter_table('score', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_score_enrolment_id'))

    op.drop_table('score')
    with op.batch_alter_table('mark_change', schema=None) as batch_op:
        batch_op.drop_index('ix_mark_change_whose')
        batch_op.drop_index(batch_op.f('ix_mark_change_enrolment_id'))

    op.drop_table('mark_change')
    with op.batch_alter_table('graduate_entry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_graduate_entry_enrolment_id'))

    op.drop_table('graduate_entry')
    with op.batch_alter_table('enrolment_change', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_enrolment_change_enrolment_id'))

    op.drop_table('enrolment_change')
    with op.batch_alter_table('attendance_mark', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_attendance_mark_enrolment_id'))

    op.drop_table('attendance_mark')
    op.drop_table('unit_competency')
    with op.batch_alter_table('roster_row', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_roster_row_verdict'))
        batch_op.drop_index(batch_op.f('ix_roster_row_person_id'))

    op.drop_table('roster_row')
    with op.batch_alter_table('issue_run', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_issue_run_state'))

    op.drop_table('issue_run')
    with op.batch_alter_table('enrolment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_enrolment_sponsor_id'))
        batch_op.drop_index(batch_op.f('ix_enrolment_person_id'))
        batch_op.drop_index(batch_op.f('ix_enrolment_group_id'))

    op.drop_table('enrolment')
    with op.batch_alter_table('class_session', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_class_session_unit_id'))
        batch_op.drop_index(batch_op.f('ix_class_session_trainer_id'))
        batch_op.drop_index('ix_class_session_cohort_start')

    op.drop_table('class_session')
    with op.batch_alter_table('unit', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_unit_module_id'))

    op.drop_table('unit')
    op.drop_table('trainee_group')
    with op.batch_alter_table('roster_import', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_roster_import_state'))
        batch_op.drop_index(batch_op.f('ix_roster_import_cohort_id'))

    op.drop_table('roster_import')
    with op.batch_alter_table('one_time_code', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_one_time_code_account_id'))

    op.drop_table('one_time_code')
    op.drop_table('graduate_list')
    op.drop_table('graded_item')
    with op.batch_alter_table('cohort_staff', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_cohort_staff_person_id'))

    op.drop_table('cohort_staff')
    with op.batch_alter_table('sponsorship', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sponsorship_person_id'))
        batch_op.drop_index(batch_op.f('ix_sponsorship_organization_id'))

    op.drop_table('sponsorship')
    with op.batch_alter_table('program_staff', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_program_staff_person_id'))

    op.drop_table('program_staff')
    with op.batch_alter_table('module', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_module_curriculum_id'))

    op.drop_table('module')
    with op.batch_alter_table('invitation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_invitation_person_id'))

    op.drop_table('invitation')
    op.drop_table('completion_rules')
    with op.batch_alter_table('cohort', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_cohort_program_id'))
        batch_op.drop_index(batch_op.f('ix_cohort_curriculum_id'))

    op.drop_table('cohort')
    op.drop_table('account')
    with op.batch_alter_table('signatory', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_signatory_program_id'))

    op.drop_table('signatory')
    op.drop_table('serial_counter')
    with op.batch_alter_table('program_issuer', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_program_issuer_organization_id'))

    op.drop_table('program_issuer')
    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_person_sort_key'))
        batch_op.drop_index(batch_op.f('ix_person_phone'))
        batch_op.drop_index(batch_op.f('ix_person_organization_id'))
        batch_op.drop_index(batch_op.f('ix_person_email'))

    op.drop_table('person')
    with op.batch_alter_table('delivery', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_delivery_state'))

    op.drop_table('delivery')
    op.drop_table('curriculum')
    op.drop_table('competency')
    with op.batch_alter_table('search_entry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_search_entry_program_id'))
        batch_op.drop_index(batch_op.f('ix_search_entry_cohort_id'))

    op.drop_table('search_entry')
    op.drop_table('program')
    op.drop_table('organization')
    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_message_person_id'))

    op.drop_table('message')
    with op.batch_alter_table('audit_entry', schema=None) as batch_op:
        batch_op.drop_index('ix_audit_entry_object')

    op.drop_table('audit_entry')
