-- What a new installation starts with: price list, forms, and a few patients to try things on.

INSERT INTO "Patient" ("id", "patientNumber", "firstName", "lastName", "dateOfBirth", "gender", "email", "phone", "city", "state", "zipCode", "status", "vipTier", "lifetimeValue", "loyaltyPoints", "visitCount", "tags", "medications", "marketingOptIn", "updatedAt", "createdBy") VALUES
    ('seed_patient_1', 'P-1001', 'Sarah', 'Johnson', '1985-03-15', 'FEMALE', 'sarah.johnson@example.com', '+12125550101', 'New York', 'NY', '10016', 'ACTIVE', 'GOLD', 4820.5, 482, 17, '{botox,loyal}', '{}', true, '2025-12-21 21:30:00', 'seed'),
    ('seed_patient_2', 'P-1002', 'Michael', 'Chen', '1978-11-02', 'MALE', 'michael.chen@example.com', '+12125550102', 'New York', 'NY', '10003', 'ACTIVE', 'NONE', 640, 64, 3, '{laser}', '{lisinopril}', false, '2025-12-21 21:30:00', 'seed'),
    ('seed_patient_3', 'P-1003', 'Emily', 'Rodriguez', '1992-07-28', 'FEMALE', 'emily.rodriguez@example.com', '+12125550103', 'Brooklyn', 'NY', '11201', 'ACTIVE', 'SILVER', 1975.25, 198, 8, '{filler,"refer a friend"}', '{}', true, '2025-12-21 21:30:00', 'seed'),
    ('seed_patient_4', 'P-1004', 'Siobhán', 'O''Brien', '1969-01-09', 'FEMALE', 'siobhan.obrien@example.com', '+12125550104', 'Hoboken', 'NJ', '07030', 'ACTIVE', 'PLATINUM', 12340, 1234, 41, '{loyal}', '{levothyroxine,"vitamin D"}', true, '2025-12-21 21:30:00', 'seed'),
    ('seed_patient_5', 'P-1005', 'David', 'Kim', '1988-05-19', 'MALE', NULL, '+12125550105', 'Queens', 'NY', '11375', 'PROSPECT', 'NONE', 0, 0, 0, '{}', '{}', false, '2025-12-21 21:30:00', 'seed'),
    ('seed_patient_6', 'P-1006', 'Alex', 'Taylor', '1995-12-30', 'OTHER', 'alex.taylor@example.com', '+12125550106', 'Jersey City', 'NJ', '07302', 'ACTIVE', 'NONE', 310, 31, 2, '{peel}', '{}', false, '2025-12-21 21:30:00', 'seed'),
    ('seed_patient_7', 'P-1007', 'Maria', 'Garcia', '1973-08-22', 'FEMALE', 'maria.garcia@example.com', '+12125550107', 'Bronx', 'NY', '10458', 'INACTIVE', 'NONE', 1150.75, 0, 6, '{}', '{warfarin}', false, '2025-12-21 21:30:00', 'seed'),
    ('seed_patient_8', 'P-1008', 'Jordan', 'Lee', '2001-02-14', 'PREFER_NOT_TO_SAY', 'jordan.lee@example.com', '+12125550108', 'New York', 'NY', '10011', 'ACTIVE', 'NONE', 95, 10, 1, '{new}', '{}', true, '2025-12-21 21:30:00', 'seed');

INSERT INTO "Package" ("id", "sku", "name", "description", "category", "contents", "regularPrice", "price", "validityDays", "maxPerPatient", "updatedAt", "createdBy") VALUES
    ('seed_package_1', 'PKG-LASER-6', 'Laser hair removal, six sessions', 'Small area, one session every six weeks', 'DEVICE', '[{"service": "LASER-S", "sessions": 6}]', 900, 749, 540, NULL, '2025-12-21 21:30:00', 'seed'),
    ('seed_package_2', 'PKG-PEEL-3', 'Chemical peel trio', 'Three light peels', 'TOPICAL', '[{"service": "PEEL-L", "sessions": 3}]', 450, 389, 180, NULL, '2025-12-21 21:30:00', 'seed'),
    ('seed_package_3', 'PKG-MICRO-4', 'Microneedling course', 'Four sessions with serum', 'DEVICE', '[{"service": "MICRO", "sessions": 4}]', 1400, 1190, 365, NULL, '2025-12-21 21:30:00', 'seed'),
    ('seed_package_4', 'PKG-TOX-50', 'Fifty units', 'Neurotoxin, to be used within a year', 'INJECTABLE', '[{"product": "TOX", "units": 50}]', 650, 575, 365, 2, '2025-12-21 21:30:00', 'seed'),
    ('seed_package_5', 'PKG-BRIDE', 'Bridal glow', 'Facial, peel and LED; for the bride and two friends', 'TOPICAL', '[{"service": "FACIAL", "sessions": 3}, {"service": "PEEL-L", "sessions": 1}]', 820, 690, 120, 1, '2025-12-21 21:30:00', 'seed'),
    ('seed_package_6', 'PKG-FACIAL-5', 'Five facials', 'The spa''s own facial', NULL, '[{"service": "FACIAL", "sessions": 5}]', 750, 625, 365, NULL, '2025-12-21 21:30:00', 'seed');

INSERT INTO "MembershipTier" ("id", "slug", "name", "level", "description", "price", "billingCycle", "setupFee", "benefits", "serviceDiscount", "productDiscount", "minimumMonths", "sortOrder", "updatedAt") VALUES
    ('seed_tier_1', 'essential', 'Essential', 'ESSENTIAL', 'One facial a month', 99, 'MONTHLY', 0, '[{"key": "facial", "quantity": 1}]', 5, 5, 0, 1, '2025-12-21 21:30:00'),
    ('seed_tier_2', 'preferred', 'Preferred', 'PREFERRED', 'A facial and ten units a month', 189, 'MONTHLY', 49, '[{"key": "facial", "quantity": 1}, {"key": "tox-units", "quantity": 10}]', 10, 10, 3, 2, '2025-12-21 21:30:00'),
    ('seed_tier_3', 'elite', 'Elite', 'ELITE', 'Two facials, twenty units, a peel every quarter', 349, 'MONTHLY', 49, '[{"key": "facial", "quantity": 2}, {"key": "tox-units", "quantity": 20}]', 15, 15, 6, 3, '2025-12-21 21:30:00'),
    ('seed_tier_4', 'elite-annual', 'Elite, paid yearly', 'ELITE', 'As Elite, two months free', 3490, 'ANNUAL', 0, '[{"key": "facial", "quantity": 2}, {"key": "tox-units", "quantity": 20}]', 20, 15, 12, 4, '2025-12-21 21:30:00');

INSERT INTO "FormTemplate" ("id", "slug", "version", "name", "description", "type", "fields", "requiresSignature", "requiresWitness", "validityDays", "updatedAt", "createdBy") VALUES
    ('seed_form_1', 'intake', 1, 'New patient intake', 'Contact, emergency contact, how they found us', 'INTAKE', '[{"name": "emergencyContact", "type": "text", "required": true}]', false, false, NULL, '2025-12-21 21:30:00', 'seed'),
    ('seed_form_2', 'medical-history', 2, 'Medical history', 'To be renewed every year', 'MEDICAL_HISTORY', '[{"name": "pregnant", "type": "boolean"}, {"name": "medications", "type": "list"}]', true, false, 365, '2025-12-21 21:30:00', 'seed'),
    ('seed_form_3', 'neurotoxin-consent', 1, 'Consent to neurotoxin treatment', NULL, 'CONSENT', '[{"name": "understood", "type": "checkbox", "required": true}]', true, true, 365, '2025-12-21 21:30:00', 'seed'),
    ('seed_form_4', 'hipaa', 3, 'HIPAA acknowledgement', NULL, 'HIPAA', '[{"name": "acknowledged", "type": "checkbox", "required": true}]', true, false, NULL, '2025-12-21 21:30:00', 'seed');

INSERT INTO "GiftCard" ("id", "code", "status", "initialAmount", "balance", "purchaserId", "purchaserName", "recipientName", "recipientEmail", "message", "activatedAt", "expiresAt", "updatedAt", "createdBy") VALUES
    ('seed_gift_1', 'GLOW-7H3K-92QX', 'ACTIVE', 200, 125.5, 'seed_patient_1', 'Sarah Johnson', 'Emily Rodriguez', 'emily.rodriguez@example.com', 'Happy birthday!', '2025-12-21 21:30:00', '2027-12-21', '2025-12-21 21:30:00', 'seed'),
    ('seed_gift_2', 'GLOW-M4TT-08WD', 'PENDING', 100, 100, NULL, 'Walk-in', NULL, NULL, NULL, NULL, '2027-12-21', '2025-12-21 21:30:00', 'seed');
